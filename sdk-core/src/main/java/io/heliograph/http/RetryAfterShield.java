package io.heliograph.http;

import java.util.List;
import okhttp3.Response;

/**
 * Hides {@code Retry-After} from OkHttp, which would repeat a request for a value of zero and throw a
 * {@code NumberFormatException} for a large one (seen in 5.5.1).
 */
final class RetryAfterShield {
    private static final String NAME = "Retry-After";
    private static final String SHIELDED = "Heliograph-Retry-After";

    private RetryAfterShield() {}

    static String shielded(String name) {
        return name.equalsIgnoreCase(NAME) ? SHIELDED : name;
    }

    static Response hide(Response response) {
        List<String> hints = response.headers(NAME);
        if (hints.isEmpty()) {
            return response;
        }
        Response.Builder shielded = response.newBuilder().removeHeader(NAME).removeHeader(SHIELDED);
        hints.forEach(hint -> shielded.addHeader(SHIELDED, hint));
        return shielded.build();
    }
}
