package io.heliograph.wavix;

import io.heliograph.message.VendorOption;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.Set;

/**
 * Factory of {@link Wavix} from the settings below {@code heliograph.providers.wavix.}: {@code api-key}, {@code base-url},
 * {@code allow-cleartext}, {@code from}, {@code smart-encoding}, {@code idempotency} ({@code off}, {@code header} or
 * {@code endpoint}, see {@link Idempotency}), {@code lookup-by-tag}. The service loader finds it; programs use
 * {@link Wavix#builder()}.
 */
public final class WavixFactory implements ProviderFactory {
    /** For the service loader. */
    public WavixFactory() {}

    @Override
    public String name() {
        return WavixErrors.NAME;
    }

    @Override
    public Set<VendorOption<?>> options() {
        return WavixOptions.ALL;
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        Wavix.Builder wavix = Wavix.builder();
        settings.secret("api-key", wavix::apiKey);
        wavix.apply(settings);
        settings.text("from", wavix::from);
        settings.flag("smart-encoding", wavix::smartEncoding);
        settings.text("idempotency", wavix::idempotency);
        settings.flag("lookup-by-tag", wavix::lookupByTag);
        return wavix.build();
    }
}
