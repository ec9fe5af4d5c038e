package io.heliograph.benchmarks.send;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor on this machine with a fault, which counts the POSTs that came whole. Thread-safe; a thread serves each connection. */
final class FaultServer implements AutoCloseable {
    /** What is missing at the end of a response that is cut: the shortest one has more in its body. */
    private static final int CUT_BYTES = 20;

    private final ServerSocket listener;
    private final PostFault fault;
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    FaultServer(PostFault fault) throws IOException {
        this.fault = fault;
        listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        daemon(this::accept);
    }

    String base() {
        return "http://localhost:" + listener.getLocalPort();
    }

    /** How many POSTs came whole. */
    int posts() {
        return posts.get();
    }

    /** How many of them may be a message at the vendor. */
    int taken() {
        return taken.get();
    }

    /** Counts from 0 again. */
    void forget() {
        posts.set(0);
        taken.set(0);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "vendor with a fault");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            byte[] buffer = new byte[HttpRequests.MAX_HEAD];
            int onThisConnection = 0;
            String head;
            while ((head = HttpRequests.read(in, buffer)) != null) {
                onThisConnection++;
                int earlier = posts.get();
                if (head.startsWith("POST ")) {
                    posts.incrementAndGet();
                }
                if (!respond(socket, in, head, new Seen(earlier, onThisConnection))) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client closed it
        }
    }

    /** How many POSTs came before this one, and how many requests its connection has had with it. */
    private record Seen(int earlier, int onThisConnection) {}

    /** False if the connection ends with it. */
    private boolean respond(Socket socket, InputStream in, String head, Seen seen) throws IOException {
        String line = head.substring(0, head.indexOf('\r'));
        boolean accepts = line.contains(PostFault.MOVED)
                || fault == PostFault.NONE
                || (fault == PostFault.ERROR_ONCE && seen.earlier() > 0)
                || (fault == PostFault.KEPT_CLOSED && seen.onThisConnection() == 1);
        if (accepts || fault.mayHaveTaken()) {
            taken.incrementAndGet();
        }
        if (accepts) {
            socket.getOutputStream().write(VendorAnswers.to(line, 0));
            return true;
        }
        switch (fault) {
            case RESET -> socket.setSoLinger(true, 0);
            case CLOSE, KEPT_CLOSED -> {}
            case CUT -> {
                byte[] whole = VendorAnswers.to(line, 0);
                socket.getOutputStream().write(Arrays.copyOf(whole, whole.length - CUT_BYTES));
            }
            case SILENT -> in.transferTo(OutputStream.nullOutputStream());
            default -> {
                socket.getOutputStream().write(fault.refusal(line.split(" ", -1)[1]));
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
