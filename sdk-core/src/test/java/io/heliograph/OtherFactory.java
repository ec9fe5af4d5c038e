package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;

/** Makes {@code other}, which needs no setting and connects to nothing. */
public final class OtherFactory implements ProviderFactory {
    public OtherFactory() {}

    @Override
    public String name() {
        return "other";
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        settings.text("colour", colour -> {});
        return FakeProvider.refusing(name(), ErrorType.NO_ROUTE);
    }
}
