package io.heliograph.wavix;

import io.heliograph.message.Sender;
import org.jspecify.annotations.Nullable;

/** The send options of an account: its settings other than those of the HTTP client. */
record WavixConfig(@Nullable Sender from, boolean smartEncoding, Idempotency idempotency, boolean lookupByTag) {}
