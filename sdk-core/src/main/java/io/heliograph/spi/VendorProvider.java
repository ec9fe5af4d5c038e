package io.heliograph.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Base class of providers that use one {@link VendorApi}: name, webhooks and close. Thread-safe. */
public abstract class VendorProvider implements SmsProvider {
    /** The vendor's calls. */
    protected final VendorApi api;

    private final WebhookParser webhooks;
    private final @Nullable WebhookRegistrar registrar;

    /**
     * Creates a provider of this API; closing the provider closes the API.
     *
     * @param registrar null if the vendor's API can't register webhooks
     */
    protected VendorProvider(VendorApi api, WebhookParser webhooks, @Nullable WebhookRegistrar registrar) {
        this.api = api;
        this.webhooks = webhooks;
        this.registrar = registrar;
    }

    @Override
    public final String name() {
        return api.provider();
    }

    @Override
    public final Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public final Optional<WebhookRegistrar> webhookRegistrar() {
        return Optional.ofNullable(registrar);
    }

    @Override
    public final void close() {
        api.close();
    }
}
