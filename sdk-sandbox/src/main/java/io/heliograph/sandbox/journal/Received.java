package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.spi.InboundMessage;
import java.time.Instant;

/**
 * A message from a phone. Immutable and thread-safe.
 *
 * @param vendorId the vendor's id
 * @param after the number of the newest accepted message when it came, 0 for none: two times may be equal
 */
public record Received(long id, String vendor, String vendorId, InboundMessage message, long after, Instant at)
        implements Entry {}
