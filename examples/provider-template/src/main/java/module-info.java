/** The Template provider. */
module io.heliograph.template {
    requires transitive io.heliograph;

    exports io.heliograph.template;

    opens io.heliograph.template to
            io.heliograph;

    provides io.heliograph.spi.ProviderFactory with
            io.heliograph.template.TemplateFactory;
}
