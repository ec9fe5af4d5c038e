package io.heliograph.sandbox.webhook;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST on its own connection, written at most once: the JDK's clients keep threads and connections that a closed
 * sandbox mustn't have. Another thread may close it.
 */
final class WebhookCall implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
    private static final int MAX_HEAD = 64 * 1024;

    private final Socket socket = new Socket(Proxy.NO_PROXY);
    private final int timeoutMillis;

    /** A call with a timeout for each step. */
    WebhookCall(int timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    /** Sends the request and returns the response's status; the rest of the response isn't read. */
    int post(URI target, Map<String, String> headers, String body) throws IOException {
        boolean secure = target.getScheme().equalsIgnoreCase("https");
        int port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
        socket.connect(new InetSocketAddress(target.getHost(), port), timeoutMillis);
        socket.setSoTimeout(timeoutMillis);
        socket.setTcpNoDelay(true);
        Socket connection = secure ? secured(target.getHost(), port) : socket;
        OutputStream out = connection.getOutputStream();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        out.write(head(target, headers, content.length).getBytes(StandardCharsets.UTF_8));
        out.write(content);
        out.flush();
        return status(new BufferedInputStream(connection.getInputStream()));
    }

    private Socket secured(String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }

    private static String head(URI target, Map<String, String> headers, int length) {
        String path = target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        String host = target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static int status(InputStream in) throws IOException {
        int[] left = {MAX_HEAD};
        while (true) {
            Matcher line = STATUS.matcher(line(in, left));
            if (!line.matches()) {
                throw new IOException("not HTTP");
            }
            boolean ended = false;
            while (!ended) {
                ended = line(in, left).isEmpty();
            }
            int status = Integer.parseInt(line.group(1));
            // A 1xx only announces the response.
            if (status >= 200) {
                return status;
            }
        }
    }

    private static String line(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\n') {
            left[0]--;
            if (next < 0 || left[0] < 0) {
                throw new EOFException("the response ended early, or is endless");
            }
            line.append((char) next);
            next = in.read();
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed in any case.
        }
    }
}
