package io.heliograph.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way in which a vendor of the {@link Sandbox} can misbehave. Immutable and thread-safe. */
public enum SandboxFault {
    /** The vendor works as documented. */
    NONE,

    /**
     * The vendor's own port refuses connections, and its open connections are cut. Under the vendor's prefix on the
     * main port the answer is a 503 with an HTML body, as a reverse proxy would give.
     */
    OUTAGE,

    /**
     * Sends are refused for their rate and nothing is stored: Android SMS Gateway answers 503 with its queue-limit
     * text, the others answer 429, NativeHub and TextingLine with the headers of a spent limit. Reads go on working.
     */
    RATE_LIMITED,

    /**
     * A send is stored and will be delivered, but its answer never comes: the connection stays silent until the fault
     * is changed or the sandbox is closed, and is then cut. Refusals and reads are answered as usual.
     */
    ACCEPT_THEN_HANG;

    /** The name of this fault on the wire, such as {@code rate-limited}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of a word on the wire, if there is one. */
    public static Optional<SandboxFault> ofWord(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst();
    }
}
