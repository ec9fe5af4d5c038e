package io.heliograph.sandbox.client;

import io.heliograph.json.JsonBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests to a sandbox, without a proxy, each on a connection of its own. */
final class SandboxHttp {
    private static final int MAX_BODY = 64 * 1024 * 1024;
    private static final int FIRST_ERROR = 400;

    private SandboxHttp() {}

    /** An answer; the body is empty where there is none. */
    record Answer(int status, String body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /**
     * Makes one request, which is never repeated.
     *
     * @throws IOException if no answer came
     */
    static Answer exchange(String method, URI url, @Nullable JsonBody body, Duration connecting, Duration silence)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setConnectTimeout(Math.toIntExact(connecting.toMillis()));
            connection.setReadTimeout(Math.toIntExact(silence.toMillis()));
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Accept", "application/json");
            if (body != null) {
                write(connection, body);
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] bytes = in == null ? new byte[0] : in.readNBytes(MAX_BODY);
                return new Answer(status, new String(bytes, StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }

    private static void write(HttpURLConnection connection, JsonBody body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(bytes);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", body.contentType());
        connection.setFixedLengthStreamingMode(bytes.size()); // or the JDK would repeat a POST by itself
        bytes.writeTo(connection.getOutputStream());
    }
}
