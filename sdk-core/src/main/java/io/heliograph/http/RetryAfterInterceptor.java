package io.heliograph.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides {@code Retry-After} from OkHttp, which would repeat a request for a value of zero and throw a
 * {@code NumberFormatException} for a large one (seen in 5.5.1).
 */
final class RetryAfterInterceptor implements Interceptor {
    private static final String NAME = "Retry-After";
    private static final String SHIELDED = "Heliograph-Retry-After";

    static String shielded(String name) {
        return name.equalsIgnoreCase(NAME) ? SHIELDED : name;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String hint = response.header(NAME);
        if (hint == null) {
            return response;
        }
        return response.newBuilder().removeHeader(NAME).header(SHIELDED, hint).build();
    }
}
