package io.heliograph.otp;

import java.net.URI;

/** The sandbox's inbox page. Immutable. */
record Inbox(URI url) {}
