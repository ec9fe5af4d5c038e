package io.heliograph.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor signs its webhooks. By default: HMAC-SHA256 in hexadecimal over the raw body, followed by the timestamp's
 * text where there is one. Immutable and thread-safe.
 */
public final class SignatureScheme {
    /** The MAC algorithm. */
    public enum Algorithm {
        HMAC_SHA1("HmacSHA1", "sha1="),
        HMAC_SHA256("HmacSHA256", "sha256="),
        HMAC_SHA512("HmacSHA512", "sha512=");

        private final String jdkName;
        private final String prefix;

        Algorithm(String jdkName, String prefix) {
            this.jdkName = jdkName;
            this.prefix = prefix;
        }

        String jdkName() {
            return jdkName;
        }

        /** The prefix that a signature may have. */
        String prefix() {
            return prefix;
        }
    }

    /** The text encoding of a signature. */
    public enum Encoding {
        /** Hexadecimal, in any case. */
        HEX,
        /** Base64, with or without padding, also with the URL alphabet. */
        BASE64
    }

    private final Function<WebhookRequest, Optional<String>> signature;
    private final @Nullable Function<WebhookRequest, Optional<String>> timestamp;
    private final Duration window;
    private final Algorithm algorithm;
    private final Encoding encoding;
    private final @Nullable Function<WebhookRequest, byte[]> signed;

    private SignatureScheme(
            Function<WebhookRequest, Optional<String>> signature,
            @Nullable Function<WebhookRequest, Optional<String>> timestamp,
            Duration window,
            Algorithm algorithm,
            Encoding encoding,
            @Nullable Function<WebhookRequest, byte[]> signed) {
        this.signature = signature;
        this.timestamp = timestamp;
        this.window = window;
        this.algorithm = algorithm;
        this.encoding = encoding;
        this.signed = signed;
    }

    /**
     * A scheme without a timestamp: a replay looks like a retry, so both are {@code REPLAYED} within the memory.
     *
     * @param header the header with the signature, which may have the algorithm's name such as {@code sha256=} before it
     * @param memory how long a request is remembered
     */
    public static SignatureScheme of(String header, Duration memory) {
        return of(request -> request.header(header), memory);
    }

    /** A scheme without a timestamp whose signature is elsewhere, such as in a query parameter. */
    public static SignatureScheme of(Function<WebhookRequest, Optional<String>> signature, Duration memory) {
        return new SignatureScheme(signature, null, memory, Algorithm.HMAC_SHA256, Encoding.HEX, null);
    }

    /**
     * A scheme whose signature covers a timestamp.
     *
     * @param header the header with the signature, which may have the algorithm's name such as {@code sha256=} before it
     * @param timestampHeader the header with Unix seconds
     * @param tolerance how far the timestamp may be from now
     */
    public static SignatureScheme withTime(String header, String timestampHeader, Duration tolerance) {
        return withTime(request -> request.header(header), request -> request.header(timestampHeader), tolerance);
    }

    /** A scheme whose signature covers a timestamp, both of which are elsewhere. */
    public static SignatureScheme withTime(
            Function<WebhookRequest, Optional<String>> signature,
            Function<WebhookRequest, Optional<String>> timestamp,
            Duration tolerance) {
        return new SignatureScheme(signature, timestamp, tolerance, Algorithm.HMAC_SHA256, Encoding.HEX, null);
    }

    /** This scheme with another algorithm. */
    public SignatureScheme algorithm(Algorithm newAlgorithm) {
        return new SignatureScheme(signature, timestamp, window, newAlgorithm, encoding, signed);
    }

    /** This scheme with another encoding of the signature. */
    public SignatureScheme encoding(Encoding newEncoding) {
        return new SignatureScheme(signature, timestamp, window, algorithm, newEncoding, signed);
    }

    /**
     * This scheme over other bytes, which are all that is signed: a timestamp is only covered if they include it. Whatever
     * they leave out can be changed by anybody who sees the request.
     *
     * @param newSigned derives the bytes from the URL, the headers, the body or the form; an exception rejects the request
     */
    public SignatureScheme over(Function<WebhookRequest, byte[]> newSigned) {
        return new SignatureScheme(signature, timestamp, window, algorithm, encoding, newSigned);
    }

    /** As {@link #over} with a text, in UTF-8. */
    public SignatureScheme overText(Function<WebhookRequest, String> text) {
        return over(request -> text.apply(request).getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> signature(WebhookRequest request) {
        return signature.apply(request);
    }

    boolean isTimed() {
        return timestamp != null;
    }

    Optional<String> timestamp(WebhookRequest request) {
        return timestamp == null ? Optional.empty() : timestamp.apply(request);
    }

    /** How far the timestamp may be from now; without a timestamp, how long a request is remembered. */
    Duration window() {
        return window;
    }

    Algorithm algorithm() {
        return algorithm;
    }

    Encoding encoding() {
        return encoding;
    }

    /** The signed bytes, piece by piece. */
    byte[][] signed(WebhookRequest request, String time) {
        return signed != null
                ? new byte[][] {signed.apply(request)}
                : new byte[][] {request.ownBody(), time.getBytes(StandardCharsets.UTF_8)};
    }
}
