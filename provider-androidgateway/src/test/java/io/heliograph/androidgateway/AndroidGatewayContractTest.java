package io.heliograph.androidgateway;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.testkit.CanaryContract;
import io.heliograph.testkit.OnePostContract;
import io.heliograph.testkit.socket.Behaviour;
import org.junit.jupiter.api.Nested;

class AndroidGatewayContractTest {
    private static final Behaviour ACCEPTED =
            Behaviour.answer(202, "application/json", AndroidGatewayServer.fixture("send-minimal.reply.json"));

    private static ProviderDoor gateway(String baseUrl, String secret, HttpOptions options) {
        return builder(baseUrl, secret, options).build();
    }

    private static AndroidGateway.Builder builder(String baseUrl, String secret, HttpOptions options) {
        return AndroidGateway.builder()
                .baseUrl(baseUrl + "/3rdparty/v1")
                .username("ABCDEF")
                .password(secret)
                .http(options);
    }

    @Nested
    class OnePost extends OnePostContract {
        @Override
        protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
            return gateway(baseUrl, secret, options);
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
            return gateway(baseUrl, secret, options);
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected String errorBody(String text) {
            return AndroidGatewayServer.error(text);
        }
    }

    @Nested
    class Encrypted extends CanaryContract {
        @Override
        protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
            return builder(baseUrl, secret, options)
                    .passphrase(secret)
                    .passphraseIterations(1_000)
                    .build();
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected String errorBody(String text) {
            return AndroidGatewayServer.error(text);
        }
    }
}
