package io.heliograph.otp;

import java.net.URI;

/** Where the sandbox shows what it was sent. Immutable. */
record Inbox(URI url) {}
