/** The Wavix provider. */
module io.heliograph.wavix {
    requires transitive io.heliograph;

    exports io.heliograph.wavix;

    opens io.heliograph.wavix to
            io.heliograph;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.wavix.WavixFactory;
}
