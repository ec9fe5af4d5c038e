/** The NativeHub provider. */
module io.heliograph.nativehub {
    requires transitive io.heliograph;

    exports io.heliograph.nativehub;

    opens io.heliograph.nativehub to
            com.squareup.moshi;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.nativehub.NativeHubFactory;
}
