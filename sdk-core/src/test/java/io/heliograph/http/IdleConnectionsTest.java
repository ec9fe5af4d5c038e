package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
    private static final int THREADS = 64;
    private static final int SENDS_OF_EACH = 16;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger connections = new AtomicInteger();

    /** The first response waits until as many requests are under way as there are threads. */
    private final CountDownLatch allUnderWay = new CountDownLatch(THREADS);

    @Test
    void as_many_connections_are_opened_as_requests_are_under_way_and_no_more() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (ServerSocket listener =
                new ServerSocket(0, THREADS, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            start(() -> accept(listener));
            Endpoint endpoint = Endpoint.of("http://127.0.0.1:" + listener.getLocalPort(), false);
            try (VendorHttp http = VendorHttp.to(endpoint, HttpOptions.defaults())) {
                List<Future<Integer>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    running.add(threads.submit(() -> sends(http)));
                }
                for (Future<Integer> one : running) {
                    assertThat(one.get(1, TimeUnit.MINUTES)).isEqualTo(SENDS_OF_EACH);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(connections).hasValue(THREADS);
    }

    private static int sends(VendorHttp http) {
        int accepted = 0;
        for (int send = 0; send < SENDS_OF_EACH; send++) {
            AttemptContext context = new AttemptContext(Deadline.after(Duration.ofMinutes(1)));
            HttpResponse response =
                    http.submit(http.target("sms"), json -> json.beginObject().endObject(), context);
            accepted += response.is2xx() ? 1 : 0;
        }
        return accepted;
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    in.skip(2); // the body
                    allUnderWay.countDown();
                    boolean unused = allUnderWay.await(1, TimeUnit.MINUTES);
                    socket.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException | InterruptedException e) {
            // closed
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "server");
        thread.setDaemon(true);
        thread.start();
    }
}
