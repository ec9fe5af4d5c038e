package io.heliograph.sandbox.client;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The origin of a URL on this machine, which may be a sandbox, and whether reports still go there. Thread-safe. */
final class Destination {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private final URI url;
    private volatile boolean isOff;
    private volatile long pausedAt;
    private volatile boolean isPaused;

    private Destination(URI url) {
        this.url = url;
    }

    /** The destination of a base URL; empty unless it is http on this machine, by its text alone. */
    static Optional<Destination> of(URI baseUrl) {
        String host = baseUrl.getHost();
        boolean isLocal = "http".equalsIgnoreCase(baseUrl.getScheme())
                && host != null
                && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
        if (!isLocal) {
            return Optional.empty();
        }
        String port = baseUrl.getPort() < 0 ? "" : ":" + baseUrl.getPort();
        return Optional.of(new Destination(URI.create("http://" + host + port + "/api/sends")));
    }

    URI url() {
        return url;
    }

    /** Something else is there: nothing is sent to it any more. */
    void switchOff() {
        isOff = true;
    }

    boolean isOff() {
        return isOff;
    }

    /** Nothing answers: a vendor's port is closed during an outage, and a sandbox may be started later. */
    void pause(long nanoTime) {
        pausedAt = nanoTime;
        isPaused = true;
    }

    /** Whether a report can be sent there now. */
    boolean isOpen(long nanoTime, long pauseNanos) {
        return !isOff && (!isPaused || nanoTime - pausedAt >= pauseNanos);
    }
}
