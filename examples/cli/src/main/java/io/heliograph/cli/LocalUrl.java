package io.heliograph.cli;

import java.net.URI;
import java.net.URISyntaxException;

/** Makes URLs of this machine. */
final class LocalUrl {
    private LocalUrl() {}

    /** A URL without a path; an IPv6 address gets its brackets. */
    static URI of(String host, int port) {
        try {
            return new URI("http", null, host, port, null, null, null);
        } catch (URISyntaxException e) {
            throw new CommandFailure(ExitCode.USAGE, "--host can't be the host of a URL");
        }
    }
}
