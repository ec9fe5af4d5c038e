package io.heliograph.thaibulk;

import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;

/**
 * Speaks the Me SMS API v2 (me-sms.com), not ThaiBulkSMS: makes {@link ThaiBulk} from settings.
 *
 * <p>They stand below {@code heliograph.providers.thaibulk.}: {@code api-key}, {@code base-url}, {@code allow-cleartext},
 * {@code from}, {@code chunk-size}, and, experimental because the vendor's page has lost them, {@code path-preview},
 * {@code path-cancel}, {@code path-list}, {@code path-get}, {@code path-balance}, {@code path-senders}. Found by the
 * service loader; programs use {@link ThaiBulk#builder()}.
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
        return thaiBulk.build();
    }
}
