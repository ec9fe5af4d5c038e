package io.heliograph.spi;

/** A vendor's public class, such as {@code Wavix}: what users build, hand to the client, and call vendor-only operations on. */
public interface VendorClient {
    /** The provider that the client sends with; always the same one. */
    SmsProvider provider();
}
