package io.heliograph.benchmarks.send;

import java.io.IOException;

/** What a client returned, where it isn't that the message was accepted. */
final class NotAccepted extends IOException {
    private static final long serialVersionUID = 1L;

    NotAccepted(String returned) {
        super(returned);
    }
}
