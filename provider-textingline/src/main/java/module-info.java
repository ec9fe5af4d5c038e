/** The TextingLine provider. */
module io.heliograph.textingline {
    requires transitive io.heliograph;

    exports io.heliograph.textingline;

    opens io.heliograph.textingline to
            io.heliograph;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.textingline.TextingLineFactory;
}
