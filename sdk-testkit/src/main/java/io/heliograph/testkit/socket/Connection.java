package io.heliograph.testkit.socket;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serves one accepted connection until it ends; used by one thread. */
final class Connection implements Runnable {
    private final Socket socket;
    private final RequestLog ledger;
    private final Script script;
    private final CountDownLatch stopped;
    private final RecordedRequest.Origin origin;
    private boolean closeDue;

    Connection(Socket socket, RequestLog ledger, Script script, CountDownLatch stopped) {
        this.socket = socket;
        this.ledger = ledger;
        this.script = script;
        this.stopped = stopped;
        this.origin = new RecordedRequest.Origin(ledger.connected(), socket.getLocalAddress());
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            serve(new RequestReader(socket.getInputStream()));
        } catch (IOException e) {
            // The client disconnected or the harness was closed: both are normal, and the counts have the rest.
        } finally {
            ledger.disconnected();
            if (closeDue) {
                ledger.closeDone();
            }
        }
    }

    private void serve(RequestReader reader) throws IOException {
        try {
            ConnectionEnd ending = ConnectionEnd.KEEP_OPEN;
            while (ending == ConnectionEnd.KEEP_OPEN && reader.awaitFirstByte()) {
                ending = exchange(reader);
            }
            if (ending == ConnectionEnd.MUTE) {
                recordOnly(reader);
            }
        } catch (BadRequestException e) {
            refuse(reader, e);
        }
    }

    private ConnectionEnd exchange(RequestReader reader) throws IOException {
        ledger.begun();
        Optional<Behaviour> early = script.takeAtFirstByte();
        if (early.isPresent()) {
            noteCloseDue();
            return end(ConnectionEnd.RESET);
        }
        RecordedRequest request = reader.read(origin);
        // Taken before it is counted: a script set by a test that has seen the count is for later requests.
        Behaviour behaviour = script.take();
        ConnectionEnd ending = behaviour.endingFor(request);
        if (ending.closes()) {
            noteCloseDue();
        }
        ledger.record(request);
        behaviour.play(new ResponseWriter(request, socket.getOutputStream(), stopped));
        return end(ending);
    }

    private ConnectionEnd end(ConnectionEnd ending) throws IOException {
        if (ending == ConnectionEnd.RESET) {
            socket.setSoLinger(true, 0);
        }
        return ending;
    }

    private void recordOnly(RequestReader reader) throws IOException {
        while (reader.awaitFirstByte()) {
            ledger.begun();
            ledger.record(reader.read(origin));
        }
    }

    private void refuse(RequestReader reader, BadRequestException fault) throws IOException {
        noteCloseDue();
        byte[] reason = String.valueOf(fault.getMessage()).getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(new ResponseHead(fault.status(), "text/plain").bytes(reason.length));
        socket.getOutputStream().write(reason);
        socket.shutdownOutput();
        reader.drain();
    }

    private void noteCloseDue() {
        closeDue = true;
        ledger.closeDue();
    }
}
