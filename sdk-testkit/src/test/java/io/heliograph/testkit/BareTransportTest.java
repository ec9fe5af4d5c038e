package io.heliograph.testkit;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.testkit.socket.Behaviour;

/** The transport alone keeps the whole contract. */
class BareTransportTest extends ProviderContract {
    @Override
    protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
        return new BareProvider(baseUrl, secret, options);
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", "{}");
    }

    @Override
    protected String errorBody(String text) {
        return text;
    }
}
