package io.heliograph.wavix;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class WavixContractTest {
    private static final Behaviour ACCEPTED =
            Behaviour.answer(201, "application/json", WavixVendor.fixture("send-minimal.reply.json"));

    private static VendorClient wavix(String baseUrl, String secret, HttpOptions options) {
        return Wavix.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    /** Errors 7, 47, 38, 34 and 36, by the titles of their pages. */
    private static List<Behaviour> limits() {
        return Stream.of(
                        "Potential SMS flooding attack",
                        "Destination is blocked for the next 60 minutes",
                        "Sending limit reached (AT&T)",
                        "10DLC messaging limit exceeded",
                        "T-Mobile daily quota exceeded")
                .map(title -> Behaviour.answer(403, "application/json", WavixVendor.error(title)))
                .toList();
    }

    @Nested
    class Plain extends ProviderContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return wavix(baseUrl, secret, options);
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return Map.of(WavixOptions.SMART_ENCODING, List.of("true", "false"));
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected List<Behaviour> limitsOfOne() {
            return limits();
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
        protected Optional<String> failedBody(String text) {
            return Optional.of("{\"message_id\":\"w-1\",\"status\":\"rejected\",\"error_message\":\"" + text + "\"}");
        }

        @Override
        protected String errorBody(String text) {
            return WavixVendor.error(text);
        }
    }

    /** A provider with every option that changes a request. */
    private static VendorClient withAllOptions(String baseUrl, String secret, HttpOptions options) {
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
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return withAllOptions(baseUrl, secret, options);
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return Map.of(WavixOptions.SMART_ENCODING, List.of("false", "true"));
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
        protected Optional<String> failedBody(String text) {
            return Optional.of("{\"message_id\":\"w-1\",\"status\":\"rejected\",\"error_message\":\"" + text + "\"}");
        }

        @Override
        protected String errorBody(String text) {
            return WavixVendor.error(text);
        }
    }
}
