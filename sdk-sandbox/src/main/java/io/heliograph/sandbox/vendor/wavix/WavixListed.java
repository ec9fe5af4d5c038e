package io.heliograph.sandbox.vendor.wavix;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that Wavix lists and exports: one that the account sent, or one that it received. */
interface WavixListed {
    Instant acceptedAt();

    /** {@code outbound} or {@code inbound}. */
    String direction();

    String from();

    String to();

    String status(Instant now);

    @Nullable
    String tag();

    /** {@code sms} or {@code mms}. */
    String type();

    /** The JSON in a list. */
    Map<String, @Nullable Object> listed(Instant now);
}
