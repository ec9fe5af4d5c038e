package io.heliograph.sandbox.spi;

/**
 * Makes a vendor for one sandbox. A factory that is registered as a service of this type, by
 * {@code META-INF/services} or by {@code provides} in the module, is found by every sandbox; it then needs a public constructor
 * without parameters, and is thread-safe.
 */
@FunctionalInterface
public interface SimulatedVendorFactory {
    /** A vendor with an empty inbox, for one sandbox. */
    SimulatedVendor create(VendorContext context);
}
