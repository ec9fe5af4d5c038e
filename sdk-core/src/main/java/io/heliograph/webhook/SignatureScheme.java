package io.heliograph.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * How a vendor signs: HMAC-SHA256 in hexadecimal over the raw body, and over the text of a timestamp right behind it where
 * there is one.
 *
 * @param header has the signature, perhaps behind {@code sha256=}
 * @param timestampHeader has Unix seconds; empty where the vendor signs no time
 * @param window how far the time may be from now; without a time, how long a request is remembered
 */
public record SignatureScheme(String header, Optional<String> timestampHeader, Duration window) {
    /** A scheme without a time: a repeat is told from a retry by nothing, so both are {@code REPLAYED} within the memory. */
    public static SignatureScheme of(String header, Duration memory) {
        return new SignatureScheme(header, Optional.empty(), memory);
    }

    /** A scheme whose signature holds a time. */
    public static SignatureScheme withTime(String header, String timestampHeader, Duration tolerance) {
        return new SignatureScheme(header, Optional.of(timestampHeader), tolerance);
    }
}
