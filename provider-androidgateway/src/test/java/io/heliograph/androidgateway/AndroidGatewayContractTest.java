package io.heliograph.androidgateway;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.VendorOption;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;

class AndroidGatewayContractTest {
    private static final Behaviour ACCEPTED =
            Behaviour.answer(202, "application/json", AndroidGatewayVendor.fixture("send-minimal.reply.json"));

    /** The full queue of the one phone that the server picked. */
    private static final Behaviour FULL_QUEUE = Behaviour.answer(
            503,
            "application/json",
            AndroidGatewayVendor.error("failed to enqueue message: queue limits exceeded: too many failed messages"));

    private static final Pattern SEALED = Pattern.compile("\\$aes-256-cbc/[^\"]+");

    private static final Map<VendorOption<?>, List<String>> OPTION_VALUES = Map.of(
            AndroidGatewayOptions.PRIORITY, List.of("100", "-100"),
            AndroidGatewayOptions.SIM_NUMBER, List.of("2", "3"),
            AndroidGatewayOptions.WITH_DELIVERY_REPORT, List.of("false", "true"),
            AndroidGatewayOptions.DEVICE_ID, List.of("phone-1", "phone-2"),
            AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN, List.of("12", "24"),
            AndroidGatewayOptions.SKIP_PHONE_VALIDATION, List.of("true", "false"));

    private static VendorClient gateway(String baseUrl, String secret, HttpOptions options) {
        return builder(baseUrl, secret, options).build();
    }

    private static AndroidGateway.Builder builder(String baseUrl, String secret, HttpOptions options) {
        return AndroidGateway.builder()
                .baseUrl(baseUrl + "/3rdparty/v1")
                .username("ABCDEF")
                .password(secret)
                .http(options);
    }

    private static Optional<Behaviour> naming(List<PhoneNumber> named) {
        String recipients = named.stream()
                .map(number -> "{\"phoneNumber\":\"" + number.e164() + "\",\"state\":\"Pending\"}")
                .collect(Collectors.joining(","));
        String body = "{\"id\":\"x\",\"state\":\"Pending\",\"recipients\":[" + recipients + "]}";
        return Optional.of(Behaviour.answer(202, "application/json", body));
    }

    private static String failedFor(String text) {
        return "{\"id\":\"x\",\"state\":\"Failed\",\"recipients\":[{\"phoneNumber\":\"+447537151866\",\"state\":\"Failed\","
                + "\"error\":\"" + text + "\"}]}";
    }

    private static Optional<Behaviour> refusing(List<PhoneNumber> taken, PhoneNumber refused) {
        String recipients = taken.stream()
                .map(number -> "{\"phoneNumber\":\"" + number.e164() + "\",\"state\":\"Pending\"},")
                .collect(Collectors.joining());
        String failed = "{\"phoneNumber\":\"" + refused.e164() + "\",\"state\":\"Failed\",\"error\":\"no\"}";
        String body = "{\"id\":\"x\",\"state\":\"Pending\",\"recipients\":[" + recipients + failed + "]}";
        return Optional.of(Behaviour.answer(202, "application/json", body));
    }

    @Nested
    class Plain extends ProviderContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return gateway(baseUrl, secret, options);
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return OPTION_VALUES;
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected List<Behaviour> limitsOfOne() {
            return List.of(FULL_QUEUE);
        }

        /** Server up to v1.47.0, which names the row of the number. */
        @Override
        protected Optional<Behaviour> bulkRejectedNaming(List<PhoneNumber> all, PhoneNumber named) {
            String text = "failed to enqueue message: failed to use phone in row " + (all.indexOf(named) + 1)
                    + ": invalid phone number";
            return Optional.of(Behaviour.answer(400, "application/json", AndroidGatewayVendor.error(text)));
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            return naming(named);
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return List.of(AndroidGatewayErrors.TABLE, AndroidGatewayErrors.CANCEL, AndroidGatewayErrors.PHONE);
        }

        @Override
        protected List<String> failed() {
            return List.of("{\"id\":\"x\",\"state\":\"Failed\"}");
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of(failedFor(text));
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedRejecting(List<PhoneNumber> taken, PhoneNumber refused) {
            return refusing(taken, refused);
        }

        @Override
        protected String errorBody(String text) {
            return AndroidGatewayVendor.error(text);
        }
    }

    @Nested
    class Encrypted extends ProviderContract {
        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return builder(baseUrl, secret, options)
                    .passphrase(secret)
                    .passphraseIterations(1_000)
                    .build();
        }

        /** Decrypts numbers and texts; the passphrase is the secret of the contract's tests. */
        @Override
        protected String readable(String request) {
            AndroidGatewayEncryption encryption = new AndroidGatewayEncryption(secret(), 1_000);
            return SEALED.matcher(request)
                    .replaceAll(hidden -> Matcher.quoteReplacement(
                            encryption.decrypt(hidden.group()).orElseThrow()));
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return OPTION_VALUES;
        }

        @Override
        protected Behaviour accepted() {
            return ACCEPTED;
        }

        @Override
        protected List<Behaviour> limitsOfOne() {
            return List.of(FULL_QUEUE);
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            return naming(named);
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return List.of(AndroidGatewayErrors.TABLE, AndroidGatewayErrors.CANCEL, AndroidGatewayErrors.PHONE);
        }

        @Override
        protected List<String> failed() {
            return List.of("{\"id\":\"x\",\"state\":\"Failed\"}");
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of(failedFor(text));
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedRejecting(List<PhoneNumber> taken, PhoneNumber refused) {
            return refusing(taken, refused);
        }

        @Override
        protected String errorBody(String text) {
            return AndroidGatewayVendor.error(text);
        }
    }
}
