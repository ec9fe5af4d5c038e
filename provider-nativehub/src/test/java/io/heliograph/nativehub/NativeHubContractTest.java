package io.heliograph.nativehub;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.OnePostContract;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;

class NativeHubContractTest {
    private static final Behaviour ACCEPTED =
            Behaviour.answer(200, "application/json", NativeHubVendor.fixture("send-minimal.reply.json"));

    @Nested
    class WithKey extends ProviderContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return NativeHub.builder()
                    .baseUrl(baseUrl)
                    .apiKey(secret)
                    .http(options)
                    .build();
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return Map.of(
                    NativeHubOptions.PROVIDER, List.of("route-1", "route-2"),
                    NativeHubOptions.PRIORITY, List.of("high", "low"));
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return List.of(NativeHubErrors.TABLE);
        }

        @Override
        protected List<String> failed() {
            return List.of(
                    "{\"id\":\"m1\",\"status\":\"failed\",\"error_code\":\"4\"}",
                    "{\"id\":\"m1\",\"status\":\"rejected\"}",
                    "{\"data\":{\"id\":\"m1\",\"status\":\"failed\"}}");
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of("{\"id\":\"m1\",\"status\":\"rejected\",\"error_message\":\"" + text + "\"}");
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedRejecting(List<PhoneNumber> taken, PhoneNumber refused) {
            String messages = taken.stream()
                    .map(number -> "{\"id\":\"m-" + number.digits() + "\",\"to\":\"" + number.e164()
                            + "\",\"status\":\"queued\"},")
                    .collect(Collectors.joining());
            String failed = "{\"id\":\"m-9\",\"to\":\"" + refused.e164() + "\",\"status\":\"failed\"}";
            String body = "{\"batch_id\":\"b-1\",\"messages\":[" + messages + failed + "]}";
            return Optional.of(Behaviour.answer(200, "application/json", body));
        }

        @Override
        protected String errorBody(String text) {
            return NativeHubVendor.error(text);
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            String messages = named.stream()
                    .map(number -> "{\"id\":\"m-" + number.digits() + "\",\"to\":\"" + number.e164()
                            + "\",\"status\":\"queued\"}")
                    .collect(Collectors.joining(","));
            String body = "{\"batch_id\":\"b-1\",\"queued\":" + named.size() + ",\"messages\":[" + messages + "]}";
            return Optional.of(Behaviour.answer(200, "application/json", body));
        }

        /** Only failed messages have codes. */
        @Override
        protected Optional<String> errorBodyOfCode(String code) {
            return Optional.of("{\"id\":\"m1\",\"status\":\"failed\",\"error_code\":\"" + code + "\"}");
        }
    }

    @Nested
    class WithToken extends OnePostContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return NativeHub.builder()
                    .baseUrl(baseUrl)
                    .token(secret)
                    .http(options)
                    .build();
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }
    }
}
