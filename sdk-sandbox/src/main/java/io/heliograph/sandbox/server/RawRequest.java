package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.SandboxRequest;
import java.util.List;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request as it was sent.
 *
 * @param path percent-encoded, as sent; it may be malformed
 * @param query without the question mark; null for none
 * @param headers by their names in any case
 * @param body at most one byte more than {@link SandboxRequest#MAX_BODY}
 * @param keepsAlive whether the connection stays open after the response
 */
public record RawRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, List<String>> headers,
        ByteString body,
        boolean keepsAlive) {

    /** The path with the query, without a prefix. */
    String target(String prefix) {
        return path.substring(prefix.length()) + (query == null ? "" : "?" + query);
    }

    /** The request without a prefix of its path. */
    public SandboxRequest without(String prefix) {
        return new SandboxRequest(method, path.substring(prefix.length()), query, headers, body.toByteArray());
    }

    /** Shows the method only: path, headers and body may have credentials, numbers and texts. */
    @Override
    public String toString() {
        return "RawRequest[method=" + method + "]";
    }
}
