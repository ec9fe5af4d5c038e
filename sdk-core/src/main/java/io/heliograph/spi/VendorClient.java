package io.heliograph.spi;

/**
 * A vendor's public entry class, such as {@code Wavix}: users build it, pass it to the client, and call vendor-only
 * operations on it.
 */
public interface VendorClient {
    /** The provider that the client sends with; always the same instance. */
    SmsProvider provider();
}
