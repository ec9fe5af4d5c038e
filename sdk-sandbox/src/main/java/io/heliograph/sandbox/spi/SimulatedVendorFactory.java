package io.heliograph.sandbox.spi;

/**
 * A factory of simulated vendors. Every sandbox finds the factories that are registered as a service of this type, by
 * {@code META-INF/services} or by {@code provides} in the module; these need a public constructor
 * without parameters, and are thread-safe.
 */
@FunctionalInterface
public interface SimulatedVendorFactory {
    /** Creates a vendor without messages, for one sandbox. */
    SimulatedVendor create(VendorContext context);
}
