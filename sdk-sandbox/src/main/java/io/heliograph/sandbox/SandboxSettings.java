package io.heliograph.sandbox;

import io.heliograph.sandbox.page.TraceUrl;
import io.heliograph.sandbox.spi.SimulatedVendorFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sandbox is built with. Not thread-safe. */
final class SandboxSettings {
    final List<SimulatedVendorFactory> added = new ArrayList<>();
    final Map<String, String> secrets = new LinkedHashMap<>();
    int port;
    int vendorPorts;
    Duration deliverAfter = Duration.ofMillis(1500);
    Duration webhookTimeout = Duration.ofSeconds(5);
    boolean anyTarget;
    int maxMessages = 100_000;
    int maxRequests = 10_000;
    TraceUrl traceUrl = TraceUrl.NONE;
    // Null for the system's.
    @Nullable
    Clock clock;

    /** A value that is within a range, which the sentence names. */
    static int within(int min, int max, int value, String sentence) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(sentence + ", not " + value + ".");
        }
        return value;
    }

    /** A duration from a millisecond to a maximum, which the sentence names. */
    static Duration within(Duration max, Duration value, String sentence) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(sentence + ", not " + value + ".");
        }
        return value;
    }
}
