package io.heliograph.wavix;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.util.Locale;

/**
 * Whether and how a send carries its idempotency key, so that Wavix accepts it once. The vendor's sources contradict
 * each other, so the default is off: its OpenAPI document (2026-06-30) has no key, and its SDKs (2026-06) say that
 * there is none.
 *
 * <p>A repeated key makes a send {@link io.heliograph.message.SendOutcome.Unknown}: Wavix accepted the earlier message
 * and doesn't return its id; {@code lookup-by-tag} finds it. A key may be used again after 12 hours (error page 55,
 * 2025-12).
 */
public enum Idempotency {
    /** No key is sent. */
    OFF,
    /** The header {@code X-Cio-Idempotency-Key}, which error page 55 names (2025-12). */
    HEADER,
    /**
     * The header {@code Idempotency-Key} to {@code /v3/messages/idempotent}, as in the vendor's n8n node (2026-04-21).
     */
    ENDPOINT;

    static Idempotency of(String word) {
        for (Idempotency one : values()) {
            if (one.word().equals(word.strip())) {
                return one;
            }
        }
        throw new InvalidRequestException(
                "idempotency", "is " + ValueShape.of(word) + "; it must be off, header or endpoint");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
