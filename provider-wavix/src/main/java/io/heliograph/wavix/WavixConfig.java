package io.heliograph.wavix;

import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;

/**
 * Makes {@link Wavix} from the settings below {@code heliograph.providers.wavix.}: {@code api-key}, {@code base-url},
 * {@code allow-cleartext}, {@code from}. Found by the service loader; programs use {@link Wavix#builder()}.
 */
public final class WavixConfig implements ProviderFactory {
    /** For the service loader. */
    public WavixConfig() {}

    @Override
    public String name() {
        return WavixProvider.NAME;
    }

    @Override
    public ProviderDoor create(ProviderSettings settings) {
        Wavix.Builder wavix = Wavix.builder();
        settings.text("api-key", wavix::apiKey);
        settings.text("base-url", wavix::baseUrl);
        settings.flag("allow-cleartext", wavix::allowCleartext);
        settings.text("from", wavix::from);
        return wavix.build();
    }
}
