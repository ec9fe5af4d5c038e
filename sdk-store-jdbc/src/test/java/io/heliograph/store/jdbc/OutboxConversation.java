package io.heliograph.store.jdbc;

import io.heliograph.message.SendRequest;
import io.heliograph.spi.SendResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One line of a command and a key: a message, or the question whether it was sent. */
final class OutboxConversation implements CountingServer.Conversation {
    private volatile Consumer<String> beforeAnswer = key -> {};

    /** Sets what happens between a message and its answer. */
    void beforeAnswer(Consumer<String> action) {
        beforeAnswer = action;
    }

    @Override
    public void serve(CountingServer server, InputStream in, OutputStream out) throws IOException {
        String line = CountingServer.line(in);
        if (line != null) {
            String[] words = line.split(" ", -1);
            out.write(answer(server, words[0], words[1]).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String answer(CountingServer server, String command, String key) {
        if (command.equals("LOOKUP")) {
            return server.received(key) > 0 ? "FOUND\n" : "ABSENT\n";
        }
        server.count(key);
        beforeAnswer.accept(key);
        return "ACCEPTED\n";
    }

    /** The provider of a server's port. */
    static OutboxVendor vendor(int port, Runnable afterAnswer) {
        return new OutboxVendor(
                request -> {
                    ask(port, "SEND", request);
                    afterAnswer.run();
                    return new SendResult.Accepted(OutboxVendor.message(request));
                },
                request -> ask(port, "LOOKUP", request).equals("FOUND"));
    }

    private static String ask(int port, String command, SendRequest request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((command + " " + request.key() + "\n").getBytes(StandardCharsets.UTF_8));
            return String.valueOf(CountingServer.line(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
