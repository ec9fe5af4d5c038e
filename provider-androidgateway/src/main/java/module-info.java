/** The Android SMS Gateway provider. */
module io.heliograph.androidgateway {
    requires transitive io.heliograph;

    exports io.heliograph.androidgateway;

    opens io.heliograph.androidgateway to
            io.heliograph;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.androidgateway.AndroidGatewayFactory;
}
