/**
 * What the author of a simulated vendor sees: a {@link io.heliograph.sandbox.spi.SimulatedVendor} takes requests and gives
 * responses, and a {@link io.heliograph.sandbox.spi.VendorContext} gives it the clock and sends its webhooks.
 */
@NullMarked
package io.heliograph.sandbox.spi;

import org.jspecify.annotations.NullMarked;
