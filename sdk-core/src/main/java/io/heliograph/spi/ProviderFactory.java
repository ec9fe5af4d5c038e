package io.heliograph.spi;

import io.heliograph.message.VendorOption;
import java.util.Set;

/**
 * Creates a provider from settings. {@link java.util.ServiceLoader} finds the implementations, so a new provider needs
 * no change in the core, the command line or the starter.
 */
public interface ProviderFactory {
    /**
     * The provider's name, as in {@code heliograph.providers.<name>}: the same as {@link SmsProvider#name}, and unique.
     */
    String name();

    /** All options that a request can have for the provider, for programs that read them by name; none by default. */
    default Set<VendorOption<?>> options() {
        return Set.of();
    }

    /**
     * Creates the provider.
     *
     * @throws io.heliograph.message.InvalidRequestException listing every setting that is missing or invalid
     */
    VendorClient create(ProviderSettings settings);
}
