/** The NativeHub provider. */
module io.heliograph.nativehub {
    requires transitive io.heliograph;

    exports io.heliograph.nativehub;

    opens io.heliograph.nativehub to
            io.heliograph;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.nativehub.NativeHubFactory;
}
