package io.heliograph.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Lets a call pass once: a second pass, by OkHttp or the user's interceptor, fails before its first byte. */
final class SinglePassInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress progress = CallProgress.of(chain.call());
        if (progress == null || !progress.pass()) {
            throw new IOException("a second pass of one call was stopped");
        }
        return chain.proceed(chain.request());
    }
}
