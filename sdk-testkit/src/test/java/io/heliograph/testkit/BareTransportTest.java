package io.heliograph.testkit;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;

/** The transport alone keeps the whole contract. */
class BareTransportTest extends ProviderContract {
    @Override
    protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
        return new BareProvider(baseUrl, secret, options);
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", "{}");
    }

    @Override
    protected List<ErrorTable> errorTables() {
        return List.of();
    }

    @Override
    protected String errorBody(String text) {
        return "{\"error\":\"" + text + "\"}";
    }

    /** A sender is passed over: this vendor has one number, which everybody sends from. */
    @Override
    protected boolean needsSender() {
        return false;
    }
}
