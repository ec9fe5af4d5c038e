package io.heliograph.sandbox;

import io.heliograph.sandbox.spi.SimulatedVendorFactory;
import io.heliograph.sandbox.vendor.androidgateway.AndroidGatewayVendor;
import io.heliograph.sandbox.vendor.nativehub.NativeHubVendor;
import io.heliograph.sandbox.vendor.textingline.TextingLineVendor;
import io.heliograph.sandbox.vendor.thaibulk.ThaiBulkVendor;
import io.heliograph.sandbox.vendor.wavix.WavixVendor;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The factories of a sandbox's vendors, in the order of their ports. */
final class VendorFactories {
    private static final List<SimulatedVendorFactory> BUILT_IN = List.of(
            WavixVendor::new,
            AndroidGatewayVendor::new,
            NativeHubVendor::new,
            TextingLineVendor::new,
            ThaiBulkVendor::new);

    private VendorFactories() {}

    /** The built-in ones, then those that were added, then those that are registered as services. */
    static List<SimulatedVendorFactory> with(List<SimulatedVendorFactory> added) {
        List<SimulatedVendorFactory> factories = new ArrayList<>(BUILT_IN);
        factories.addAll(added);
        ServiceLoader.load(SimulatedVendorFactory.class).forEach(factories::add);
        return factories;
    }
}
