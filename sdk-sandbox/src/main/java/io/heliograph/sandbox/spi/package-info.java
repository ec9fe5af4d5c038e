/**
 * The SPI for simulated vendors: a {@link io.heliograph.sandbox.spi.SimulatedVendor} gets requests and returns
 * responses, and a {@link io.heliograph.sandbox.spi.VendorContext} has the clock, keeps each accepted
 * {@link io.heliograph.sandbox.spi.SimulatedMessage} and sends the webhooks.
 */
@NullMarked
package io.heliograph.sandbox.spi;

import org.jspecify.annotations.NullMarked;
