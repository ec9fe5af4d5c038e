package io.heliograph.sandbox.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request to a vendor and its response, without secrets. Immutable and thread-safe.
 *
 * @param path with the query
 * @param status 0 where there was no response
 * @param messages the numbers of the messages that it made, the first 100
 * @param fault the fault that changed it; empty without one
 */
public record Exchange(
        long id,
        String vendor,
        Instant at,
        String method,
        String path,
        int status,
        long milliseconds,
        List<Long> messages,
        String fault,
        Map<String, String> requestHeaders,
        String requestBody,
        Map<String, String> responseHeaders,
        String responseBody)
        implements Entry {

    /** An exchange. */
    public Exchange {
        messages = List.copyOf(messages);
    }

    /** Shows no path, headers and bodies, which have numbers and texts. */
    @Override
    public String toString() {
        return "Exchange[id=" + id + ", vendor=" + vendor + ", method=" + method + ", status=" + status + "]";
    }
}
