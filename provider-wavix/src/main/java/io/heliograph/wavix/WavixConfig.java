package io.heliograph.wavix;

import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import org.jspecify.annotations.Nullable;

/** The send options of an account: its settings other than those of the HTTP client. */
record WavixConfig(@Nullable Sender from, boolean smartEncoding, Idempotency idempotency, boolean lookupByTag) {
    /** Whether smart encoding is on for a request. */
    boolean smartEncoding(SendRequest request) {
        return request.option(WavixOptions.SMART_ENCODING).orElse(smartEncoding);
    }
}
