/** Vendors' APIs on loopback ports, for development without a real SMS. */
module io.heliograph.sandbox {
    requires com.squareup.moshi;
    // For Moshi and Okio, which are automatic modules and can't ask for it.
    requires kotlin.stdlib;
    requires okio;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.heliograph.sandbox;
    exports io.heliograph.sandbox.change;
    exports io.heliograph.sandbox.model;
    exports io.heliograph.sandbox.spi;

    uses io.heliograph.sandbox.spi.SimulatedVendorFactory;
}
