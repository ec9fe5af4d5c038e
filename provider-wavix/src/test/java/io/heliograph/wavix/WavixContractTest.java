package io.heliograph.wavix;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import org.junit.jupiter.api.Nested;

class WavixContractTest {
    private static final Behaviour ACCEPTED =
            Behaviour.answer(201, "application/json", WavixVendor.fixture("send-minimal.reply.json"));

    private static ProviderDoor wavix(String baseUrl, String secret, HttpOptions options) {
        return Wavix.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    @Nested
    class Plain extends ProviderContract {
        @Override
        protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
            return wavix(baseUrl, secret, options);
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return List.of(WavixErrors.TABLE);
        }

        @Override
        protected List<String> failed() {
            return List.of(
                    "{\"message_id\":\"w-1\",\"status\":\"rejected\"}",
                    "{\"message_id\":\"w-1\",\"status\":\"rejected\",\"error_message\":\"Gateway rejected\"}");
        }

        @Override
        protected String errorBody(String text) {
            return WavixVendor.error(text);
        }
    }

    /** With every option that changes what goes out. */
    private static ProviderDoor withAllOptions(String baseUrl, String secret, HttpOptions options) {
        return Wavix.builder()
                .baseUrl(baseUrl)
                .apiKey(secret)
                .http(options)
                .smartEncoding(true)
                .lookupByTag(true)
                .idempotency(Idempotency.ENDPOINT)
                .build();
    }

    @Nested
    class WithAllOptions extends ProviderContract {
        @Override
        protected ProviderDoor provider(String baseUrl, String secret, HttpOptions options) {
            return withAllOptions(baseUrl, secret, options);
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return List.of(WavixErrors.TABLE);
        }

        @Override
        protected List<String> failed() {
            return List.of(
                    "{\"message_id\":\"w-1\",\"status\":\"rejected\"}",
                    "{\"message_id\":\"w-1\",\"status\":\"rejected\",\"error_message\":\"Gateway rejected\"}");
        }

        @Override
        protected String errorBody(String text) {
            return WavixVendor.error(text);
        }
    }
}
