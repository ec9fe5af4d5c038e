package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.spi.InboundMessage;
import java.time.Instant;

/**
 * A message from a phone. Immutable and thread-safe.
 *
 * @param vendorId the vendor's id
 */
public record Received(long id, String vendor, String vendorId, InboundMessage message, Instant at) implements Entry {}
