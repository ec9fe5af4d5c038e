package io.heliograph.benchmarks.startup;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What people write by hand with OkHttp: JSON from strings, the response's bytes read. */
final class OkHttpFirst {
    private OkHttpFirst() {}

    static void send(String base) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(1024, 5, TimeUnit.MINUTES))
                .retryOnConnectionFailure(false)
                .build();
        String json = "{\"from\":\"ACME\",\"to\":\"" + Text.TO + "\",\"message_body\":{\"text\":\"" + Text.TEXT
                + "\",\"media\":null}}";
        Request request = new Request.Builder()
                .url(base + "/v3/messages")
                .header("Authorization", "Bearer secret")
                .post(RequestBody.create(json, MediaType.get("application/json")))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() / 100 != 2 || response.body().bytes().length == 0) {
                throw new IOException("the server responded with " + response.code());
            }
        }
    }
}
