package io.heliograph.testkit;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.testkit.socket.Behaviour;
import org.junit.jupiter.api.Nested;

class BareTransportTest {
    private static final Behaviour ACCEPTED = Behaviour.answer(201, "application/json", "{}");

    @Nested
    class OnePost extends OnePostContract {
        @Override
        protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
            return new BareProvider(baseUrl, secret, options);
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }
    }

    @Nested
    class Canary extends CanaryContract {
        @Override
        protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
            return new BareProvider(baseUrl, secret, options);
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected String errorBody(String text) {
            return text;
        }
    }
}
