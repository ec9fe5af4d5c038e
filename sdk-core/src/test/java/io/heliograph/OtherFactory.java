package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;

/** Makes {@code other}, which needs no setting and has no way to anybody. */
public final class OtherFactory implements ProviderFactory {
    public OtherFactory() {}

    @Override
    public String name() {
        return "other";
    }

    @Override
    public ProviderDoor create(ProviderSettings settings) {
        settings.text("colour", colour -> {});
        return FakeProvider.refusing(name(), ErrorType.NO_ROUTE);
    }
}
