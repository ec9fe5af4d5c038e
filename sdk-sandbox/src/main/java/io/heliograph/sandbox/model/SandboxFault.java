package io.heliograph.sandbox.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A fault that a sandbox injects at one of its vendors. Immutable and thread-safe. */
public enum SandboxFault {
    /** The vendor works as documented. */
    NONE,

    /**
     * The vendor's own port refuses connections, and its open connections are cut. Under the vendor's prefix on the
     * main port the response is a 503 with an HTML body, as from a reverse proxy.
     */
    OUTAGE,

    /**
     * Sends are rejected by a rate limit and nothing is stored: Android SMS Gateway responds 503 with its queue-limit
     * text, the others 429, NativeHub and TextingLine with the headers of an exhausted limit. Reads work as usual.
     */
    RATE_LIMITED,

    /**
     * A send is stored and will be delivered, but gets no response: the connection stays silent until the fault
     * is changed or the sandbox is closed, and is then cut. Rejected requests and reads get their responses as usual.
     */
    ACCEPT_THEN_HANG;

    /** The name of this fault in HTTP requests, such as {@code rate-limited}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault with a name in HTTP requests, if there is one. */
    public static Optional<SandboxFault> ofWord(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
