package io.heliograph.benchmarks.send;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** What people write by hand with OkHttp. */
final class OkHttpCases {
    private static final MediaType JSON = MediaType.get("application/json");

    private OkHttpCases() {}

    /** A client that keeps a connection for each of 64 threads. */
    static OkHttpClient client() {
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(1024, 5, TimeUnit.MINUTES))
                .retryOnConnectionFailure(false)
                .build();
    }

    /** The usual code: a request from strings, JSON by hand, the response's bytes read. */
    static SendCase raw(String base) {
        OkHttpClient client = client();
        return () -> {
            String json = "{\"from\":\"ACME\",\"to\":\"" + Texts.TO + "\",\"message_body\":{\"text\":\"" + Texts.text()
                    + "\",\"media\":null}}";
            Request request = new Request.Builder()
                    .url(base + "/v3/messages")
                    .header("Authorization", "Bearer secret")
                    .post(RequestBody.create(json, JSON))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                require2xx(response.code(), response.body().bytes().length);
            }
        };
    }

    /** The same with URL, headers and media type made once. */
    static SendCase reused(String base) {
        return reused(base, client());
    }

    static SendCase reused(String base, OkHttpClient client) {
        HttpUrl url = HttpUrl.get(base + "/v3/messages");
        Headers headers = Headers.of("Authorization", "Bearer secret");
        return () -> {
            String json = "{\"from\":\"ACME\",\"to\":\"" + Texts.TO + "\",\"message_body\":{\"text\":\"" + Texts.text()
                    + "\",\"media\":null}}";
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            Request request = new Request.Builder()
                    .url(url)
                    .headers(headers)
                    .post(RequestBody.create(bytes, JSON))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                require2xx(response.code(), response.body().bytes().length);
            }
        };
    }

    /** The usual code with Moshi both ways. */
    static SendCase moshi(String base) {
        OkHttpClient client = client();
        Moshi moshi = new Moshi.Builder().build();
        JsonAdapter<Submission> submissions = moshi.adapter(Submission.class);
        JsonAdapter<Reply> replies = moshi.adapter(Reply.class);
        return () -> {
            Submission submission = new Submission();
            submission.message_body.text = Texts.text();
            Buffer body = new Buffer();
            submissions.toJson(body, submission);
            Request request = new Request.Builder()
                    .url(base + "/v3/messages")
                    .header("Authorization", "Bearer secret")
                    .post(RequestBody.create(body.readByteString(), JSON))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                Reply reply = replies.fromJson(response.body().source());
                require2xx(response.code(), reply == null || reply.message_id == null ? 0 : reply.message_id.length());
            }
        };
    }

    static void require2xx(int status, int length) throws IOException {
        if (status / 100 != 2 || length == 0) {
            throw new NotAccepted("status " + status);
        }
    }

    /** The vendor's request, field for field. */
    static final class Submission {
        String from = "ACME";
        String to = Texts.TO;
        MessageBody message_body = new MessageBody();
    }

    /** The text of {@link Submission}. */
    static final class MessageBody {
        String text = "";

        @Nullable
        String media;
    }

    /** The fields of the vendor's response that people read. */
    static final class Reply {
        @Nullable
        String message_id;

        @Nullable
        String status;

        @Nullable
        Integer segments;
    }
}
