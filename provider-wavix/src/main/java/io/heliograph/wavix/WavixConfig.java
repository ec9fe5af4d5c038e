package io.heliograph.wavix;

import io.heliograph.message.Sender;
import org.jspecify.annotations.Nullable;

/** How an account sends: what its settings say beyond where the API is. */
record WavixConfig(@Nullable Sender from, boolean smartEncoding, Idempotency idempotency, boolean lookupByTag) {}
