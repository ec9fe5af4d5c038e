package io.heliograph.wavix;

import io.heliograph.message.VendorOption;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.Set;

/**
 * Factory of {@link Wavix} from the settings below {@code heliograph.providers.wavix.}. The service loader finds it;
 * programs use {@link Wavix#builder()}.
 *
 * <ul>
 *   <li>{@code api-key}: required
 *   <li>{@code base-url}: the API's base URL without a version; {@code https://api.wavix.com}
 *   <li>{@code allow-cleartext}: whether plain HTTP to a private network is allowed; {@code false}
 *   <li>{@code from}: the sender of requests without one; none
 *   <li>{@code smart-encoding}: whether Wavix may replace characters so that a text fits GSM-7; {@code false}
 *   <li>{@code idempotency}: {@code off}, {@code header} or {@code endpoint}, see {@link Idempotency};
 *       {@code off}
 *   <li>{@code lookup-by-tag}: whether a send without a tag uses its key as one, so that a lookup can find it after a
 *       lost response; {@code false}
 * </ul>
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
