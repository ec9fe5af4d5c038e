package io.heliograph.wavix;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;

/**
 * Makes {@link Wavix} from the settings below {@code heliograph.providers.wavix.}; found by the service loader,
 * programs use {@link Wavix#builder()}.
 *
 * <ul>
 *   <li>{@code api-key}: required
 *   <li>{@code base-url}: where the API is, without a version; {@code https://api.wavix.com}
 *   <li>{@code allow-cleartext}: whether plain HTTP may go to a private network; {@code false}
 *   <li>{@code from}: the sender for requests that name none; none
 *   <li>{@code smart-encoding}: whether Wavix may replace characters so that a text fits GSM-7; {@code false}
 *   <li>{@code idempotency}: {@code off}, {@code header} or {@code endpoint}, see {@link Idempotency};
 *       {@code off}
 *   <li>{@code lookup-by-tag}: whether a send without a tag carries its key as one, so that it can be found after its
 *       answer was lost; {@code false}
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
