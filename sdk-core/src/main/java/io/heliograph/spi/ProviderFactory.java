package io.heliograph.spi;

/**
 * Makes a provider from settings. Found by {@link java.util.ServiceLoader}, so that a further provider changes nothing in
 * the core, the command line or the starter.
 */
public interface ProviderFactory {
    /** The provider's name, as in {@code heliograph.providers.<name>}: that of {@link SmsProvider#name}, and no other factory's. */
    String name();

    /**
     * Makes the provider.
     *
     * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
     */
    VendorClient create(ProviderSettings settings);
}
