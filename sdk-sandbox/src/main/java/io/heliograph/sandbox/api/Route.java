package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the API. Immutable and thread-safe.
 *
 * @param path with at most one variable, as {@code /api/messages/{id}}
 * @param parameters the names that the query may have
 */
record Route(String method, String path, Set<String> parameters, Handler handler) {
    /** Handles the requests of one operation; returns null where it has written the response itself. */
    @FunctionalInterface
    interface Handler {
        @Nullable
        SandboxResponse handle(ApiRequest request) throws ErrorResponseException, IOException, InterruptedException;
    }

    static Route get(String path, Set<String> parameters, Handler handler) {
        return new Route("GET", path, parameters, handler);
    }

    static Route change(String method, String path, Handler handler) {
        return new Route(method, path, Set.of(), handler);
    }

    private int brace() {
        return path.indexOf('{');
    }

    /** Whether it is an operation on this path. */
    boolean fits(String requested) {
        if (brace() < 0) {
            return requested.equals(path);
        }
        String suffix = path.substring(path.indexOf('}') + 1);
        return requested.length() > brace() + suffix.length()
                && requested.startsWith(path.substring(0, brace()))
                && requested.endsWith(suffix)
                && variable(requested).indexOf('/') < 0;
    }

    /** The part of a path that stands for the variable; empty without one. */
    String variable(String requested) {
        return brace() < 0
                ? ""
                : requested.substring(brace(), requested.length() - (path.length() - path.indexOf('}') - 1));
    }
}
