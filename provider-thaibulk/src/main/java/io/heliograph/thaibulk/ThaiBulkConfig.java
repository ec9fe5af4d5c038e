package io.heliograph.thaibulk;

import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;

/**
 * Speaks the Me SMS API v2 (me-sms.com), not ThaiBulkSMS: makes {@link ThaiBulk} from settings.
 *
 * <p>They stand below {@code heliograph.providers.thaibulk.}: {@code api-key}, {@code base-url}, {@code allow-cleartext},
 * {@code from}, {@code chunk-size}, and, experimental because the vendor's page has lost them, {@code path-preview},
 * {@code path-cancel}, {@code path-list}, {@code path-get}, {@code path-balance}, {@code path-senders}. Found by the
 * service loader; programs use {@link ThaiBulk#builder()}.
 */
public final class ThaiBulkConfig implements ProviderFactory {
    /** For the service loader. */
    public ThaiBulkConfig() {}

    @Override
    public String name() {
        return ThaiBulkErrors.NAME;
    }

    @Override
    public ProviderDoor create(ProviderSettings settings) {
        ThaiBulk.Builder thaiBulk = ThaiBulk.builder();
        settings.secret("api-key", thaiBulk::apiKey);
        thaiBulk.place(settings);
        settings.text("from", thaiBulk::from);
        settings.number("chunk-size", thaiBulk::chunkSize);
        for (LostPath guess : LostPath.values()) {
            settings.text(guess.setting(), path -> thaiBulk.path(guess, path));
        }
        return thaiBulk.build();
    }
}
