package io.heliograph.textingline;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;

/**
 * Creates {@link TextingLine} from the settings below {@code heliograph.providers.textingline.}: {@code key-id},
 * {@code key-secret}, {@code base-url}, {@code allow-cleartext}, {@code from}. The service loader finds it; programs
 * use {@link TextingLine#builder()}.
 */
public final class TextingLineFactory implements ProviderFactory {
    /** For the service loader. */
    public TextingLineFactory() {}

    @Override
    public String name() {
        return TextingLineErrors.NAME;
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        TextingLine.Builder textingLine = TextingLine.builder();
        settings.text("key-id", textingLine::keyId);
        settings.secret("key-secret", textingLine::keySecret);
        textingLine.apply(settings);
        settings.text("from", textingLine::from);
        return textingLine.build();
    }
}
