package io.heliograph.nativehub;

import io.heliograph.message.VendorOption;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.Set;

/**
 * Creates {@link NativeHub} from the settings below {@code heliograph.providers.nativehub.}: {@code api-key}, or
 * {@code token}, or {@code username} with {@code password} and optionally {@code tenant-id}; {@code base-url},
 * {@code allow-cleartext}, {@code from}, {@code provider}, {@code currency}. The service loader finds it; programs use
 * {@link NativeHub#builder()}.
 */
public final class NativeHubFactory implements ProviderFactory {
    /** For the service loader. */
    public NativeHubFactory() {}

    @Override
    public String name() {
        return NativeHubErrors.NAME;
    }

    @Override
    public Set<VendorOption<?>> options() {
        return NativeHubOptions.ALL;
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        NativeHub.Builder nativeHub = NativeHub.builder();
        settings.secret("api-key", nativeHub::apiKey);
        settings.secret("token", nativeHub::token);
        settings.text("username", nativeHub::username);
        settings.secret("password", nativeHub::password);
        settings.text("tenant-id", nativeHub::tenantId);
        nativeHub.apply(settings);
        settings.text("from", nativeHub::from);
        settings.text("provider", nativeHub::provider);
        settings.text("currency", nativeHub::currency);
        return nativeHub.build();
    }
}
