package io.heliograph.http;

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
        String hint = response.header(NAME);
        return hint == null
                ? response
                : response.newBuilder()
                        .removeHeader(NAME)
                        .header(SHIELDED, hint)
                        .build();
    }
}
