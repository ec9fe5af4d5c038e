package io.heliograph.thaibulk;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;

/**
 * Factory of {@link ThaiBulk} from settings: the Me SMS API v2 (me-sms.com), not ThaiBulkSMS.
 *
 * <p>The settings are below {@code heliograph.providers.thaibulk.}: {@code api-key}, {@code base-url},
 * {@code allow-cleartext}, {@code from}, {@code chunk-size}, and, experimental because the vendor's page lacks them,
 * {@code path-preview}, {@code path-cancel}, {@code path-list}, {@code path-get}, {@code path-balance},
 * {@code path-senders}, {@code parameter-list-status}, {@code parameter-recipients-status} and
 * {@code parameter-list-page}. The service loader finds it; programs use {@link ThaiBulk#builder()}.
 */
public final class ThaiBulkFactory implements ProviderFactory {
    /** For the service loader. */
    public ThaiBulkFactory() {}

    @Override
    public String name() {
        return ThaiBulkErrors.NAME;
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        ThaiBulk.Builder thaiBulk = ThaiBulk.builder();
        settings.secret("api-key", thaiBulk::apiKey);
        thaiBulk.apply(settings);
        settings.text("from", thaiBulk::from);
        settings.number("chunk-size", thaiBulk::chunkSize);
        for (AssumedPath guess : AssumedPath.values()) {
            settings.text(guess.setting(), path -> thaiBulk.path(guess, path));
        }
        for (AssumedParameter guess : AssumedParameter.values()) {
            settings.text(guess.setting(), name -> thaiBulk.parameter(guess, name));
        }
        return thaiBulk.build();
    }
}
