package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The idempotency keys of Wavix: {@code X-Cio-Idempotency-Key} of error page 55 (2025-12), and {@code Idempotency-Key} at
 * {@code /v3/messages/idempotent} of the vendor's n8n node (2026-04-21). The OpenAPI description has neither. Not
 * thread-safe: the owner locks.
 */
final class WavixIdempotency {
    private static final Duration KEPT_FOR = Duration.ofHours(12);
    private static final String HEADER = "X-Cio-Idempotency-Key";
    private static final String ENDPOINT_HEADER = "Idempotency-Key";

    /** The send that used a key. */
    private record Use(String to, Instant at) {}

    private final Map<String, Use> used = new HashMap<>();

    /** The key of a send; empty for none. */
    static String key(SandboxRequest request, boolean atEndpoint) throws ErrorResponseException {
        String key = request.header(HEADER);
        if (!atEndpoint || !key.isEmpty()) {
            return key;
        }
        String own = request.header(ENDPOINT_HEADER);
        if (own.isEmpty()) {
            throw new ErrorResponseException(400, WavixSend.ERROR_PREFIX + ENDPOINT_HEADER);
        }
        return own;
    }

    /** Whether an accepted send had this key within 12 hours. */
    boolean isUsed(String key, Instant now) {
        Use use = used.get(key);
        return use != null && now.isBefore(use.at().plus(KEPT_FOR));
    }

    /** Notes the key of an accepted send. */
    void use(String key, String to, Instant now) {
        if (!key.isEmpty()) {
            used.put(key, new Use(to, now));
        }
    }

    /** Drops the keys of sends to some numbers. */
    void forget(Predicate<String> recipient) {
        used.values().removeIf(use -> recipient.test(WavixSend.withPlus(use.to())));
    }
}
