package io.heliograph.wavix;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.util.Locale;

/**
 * Whether a send carries its key, so that Wavix takes it once. The vendor's sources contradict each other, so it is
 * off unless asked for: its OpenAPI document (2026-06-30) knows no key, and its SDKs (2026-06) say that there is
 * none.
 *
 * <p>A key that Wavix has seen makes a send {@link io.heliograph.message.SendOutcome.Unknown}: the earlier message was
 * taken, and its id isn't told; with {@code lookup-by-tag} it is found. A key may be used again after 12 hours (error
 * page 55, 2025-12).
 */
public enum Idempotency {
    /** No key is sent. */
    OFF,
    /** As {@code X-Cio-Idempotency-Key}, which error page 55 names (2025-12). */
    HEADER,
    /**
     * As {@code Idempotency-Key} to {@code /v3/messages/idempotent}, as the vendor's n8n node does (2026-04-21).
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
