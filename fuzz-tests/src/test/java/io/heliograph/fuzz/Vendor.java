package io.heliograph.fuzz;

import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** A vendor that returns the same response to every request, without a network. */
final class Vendor {
    static final SendRequest REQUEST = SendRequest.to("+447537151866")
            .text("Hi there")
            .idempotencyKey("key-1")
            .build();
    static final List<PhoneNumber> NUMBERS = List.of(REQUEST.to());

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int[] STATUSES = {200, 422};

    private volatile int status;
    private volatile byte[] body = new byte[0];

    HttpOptions http() {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(status)
                        .message("")
                        .body(ResponseBody.create(body, JSON))
                        .build())
                .build();
        return HttpOptions.defaults().using(client);
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    static AttemptContext attempt() {
        return new AttemptContext(soon());
    }

    /** The first item of a list, which never ends if a vendor always announces another page. */
    static List<?> some(Stream<?> list) {
        return list.limit(3).toList();
    }

    /** Runs every operation with this response, and ignores the documented exceptions. */
    void says(byte[] input, List<Supplier<Object>> operations) {
        body = input;
        for (int each : STATUSES) {
            status = each;
            for (int i = 0; i < operations.size(); i++) {
                Supplier<Object> operation = operations.get(i);
                Limits.check("operation " + i + " at " + each, input.length, () -> ask(operation));
            }
        }
    }

    private static void ask(Supplier<Object> operation) {
        try {
            if (String.valueOf(operation.get()).isEmpty()) {
                throw new AssertionError("an answer that says nothing");
            }
        } catch (SmsException | HttpException e) {
            // Our own exceptions, which the documentation of each operation names.
        }
    }
}
