package io.heliograph.template;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;

/**
 * Creates {@link Template} from the settings below {@code heliograph.providers.template.}: {@code api-key},
 * {@code base-url}, {@code allow-cleartext}, {@code from}. The service loader finds it; programs use
 * {@link Template#builder()}.
 */
public final class TemplateFactory implements ProviderFactory {
    /** For the service loader. */
    public TemplateFactory() {}

    @Override
    public String name() {
        return TemplateErrors.NAME;
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        Template.Builder template = Template.builder();
        settings.secret("api-key", template::apiKey);
        template.apply(settings);
        settings.text("from", template::from);
        return template.build();
    }
}
