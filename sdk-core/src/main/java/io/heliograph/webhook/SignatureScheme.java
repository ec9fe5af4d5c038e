package io.heliograph.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor signs. Unless it says otherwise: HMAC-SHA256 in hexadecimal over the raw body, and over the text of a timestamp
 * right behind it where there is one. Immutable and thread-safe.
 */
public final class SignatureScheme {
    /** What makes the signature of a text and a secret. */
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

        /** What may stand before a signature. */
        String prefix() {
            return prefix;
        }
    }

    /** How the bytes of a signature are written. */
    public enum Encoding {
        /** In hexadecimal, in any case. */
        HEX,
        /** In Base64, with or without padding, also in the alphabet for URLs. */
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
     * A scheme without a time: a repeat is told from a retry by nothing, so both are {@code REPLAYED} within the memory.
     *
     * @param header has the signature, perhaps behind the algorithm's name such as {@code sha256=}
     * @param memory how long a request is remembered
     */
    public static SignatureScheme of(String header, Duration memory) {
        return of(request -> request.header(header), memory);
    }

    /** A scheme without a time whose signature stands anywhere, such as in a parameter of the query. */
    public static SignatureScheme of(Function<WebhookRequest, Optional<String>> signature, Duration memory) {
        return new SignatureScheme(signature, null, memory, Algorithm.HMAC_SHA256, Encoding.HEX, null);
    }

    /**
     * A scheme whose signature holds a time.
     *
     * @param header has the signature, perhaps behind the algorithm's name such as {@code sha256=}
     * @param timestampHeader has Unix seconds
     * @param tolerance how far the time may be from now
     */
    public static SignatureScheme withTime(String header, String timestampHeader, Duration tolerance) {
        return withTime(request -> request.header(header), request -> request.header(timestampHeader), tolerance);
    }

    /** A scheme whose signature holds a time, both of which stand anywhere. */
    public static SignatureScheme withTime(
            Function<WebhookRequest, Optional<String>> signature,
            Function<WebhookRequest, Optional<String>> timestamp,
            Duration tolerance) {
        return new SignatureScheme(signature, timestamp, tolerance, Algorithm.HMAC_SHA256, Encoding.HEX, null);
    }

    /** The same scheme with another algorithm. */
    public SignatureScheme algorithm(Algorithm newAlgorithm) {
        return new SignatureScheme(signature, timestamp, window, newAlgorithm, encoding, signed);
    }

    /** The same scheme with the signature written in another way. */
    public SignatureScheme encoding(Encoding newEncoding) {
        return new SignatureScheme(signature, timestamp, window, algorithm, newEncoding, signed);
    }

    /**
     * The same scheme over these bytes, which are all that is signed: a time is only covered if it is in them. What they leave
     * out can be changed on the way by whoever sees the request.
     *
     * @param newSigned makes them of the URL, the headers, the body or the form; what it throws rejects the request
     */
    public SignatureScheme over(Function<WebhookRequest, byte[]> newSigned) {
        return new SignatureScheme(signature, timestamp, window, algorithm, encoding, newSigned);
    }

    /** The same as {@link #over} for a text, in UTF-8. */
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

    /** How far the time may be from now; without a time, how long a request is remembered. */
    Duration window() {
        return window;
    }

    Algorithm algorithm() {
        return algorithm;
    }

    Encoding encoding() {
        return encoding;
    }

    /** What is signed, piece by piece. */
    byte[][] signed(WebhookRequest request, String time) {
        return signed != null
                ? new byte[][] {signed.apply(request)}
                : new byte[][] {request.body(), time.getBytes(StandardCharsets.UTF_8)};
    }
}
