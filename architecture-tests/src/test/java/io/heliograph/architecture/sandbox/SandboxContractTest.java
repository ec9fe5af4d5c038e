package io.heliograph.architecture.sandbox;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.AndroidGatewayOptions;
import io.heliograph.architecture.sandbox.SandboxAnswers.Answer;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.nativehub.NativeHubOptions;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.ProviderContract;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.Wavix;
import io.heliograph.wavix.WavixOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * The provider contract of all five, where the vendor's answers are the sandbox's in its own bytes: to the very requests that the
 * provider makes. The providers' own tests have the vendors' documented ones.
 */
@Tag("exhaustive")
class SandboxContractTest {
    private static final String KEY = "sandbox";

    private static final SandboxAnswers WAVIX = new SandboxAnswers("wavix", SandboxContractTest::wavix);
    private static final SandboxAnswers ANDROID = new SandboxAnswers("androidgateway", SandboxContractTest::android);
    private static final SandboxAnswers NATIVEHUB = new SandboxAnswers("nativehub", SandboxContractTest::nativeHub);
    private static final SandboxAnswers TEXTINGLINE =
            new SandboxAnswers("textingline", SandboxContractTest::textingLine);
    private static final SandboxAnswers THAIBULK = new SandboxAnswers("thaibulk", SandboxContractTest::thaiBulk);

    @AfterAll
    static void close() {
        List.of(WAVIX, ANDROID, NATIVEHUB, TEXTINGLINE, THAIBULK).forEach(SandboxAnswers::close);
    }

    private static VendorClient wavix(String baseUrl) {
        return wavix(baseUrl, KEY, HttpOptions.defaults());
    }

    private static VendorClient wavix(String baseUrl, String secret, HttpOptions options) {
        return Wavix.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    private static VendorClient android(String baseUrl) {
        return android(baseUrl, KEY, HttpOptions.defaults());
    }

    private static VendorClient android(String baseUrl, String secret, HttpOptions options) {
        return AndroidGateway.builder()
                .baseUrl(baseUrl)
                .username(KEY)
                .password(secret)
                .http(options)
                .build();
    }

    private static VendorClient nativeHub(String baseUrl) {
        return nativeHub(baseUrl, KEY, HttpOptions.defaults());
    }

    private static VendorClient nativeHub(String baseUrl, String secret, HttpOptions options) {
        return NativeHub.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    private static VendorClient textingLine(String baseUrl) {
        return textingLine(baseUrl, KEY, HttpOptions.defaults());
    }

    private static VendorClient textingLine(String baseUrl, String secret, HttpOptions options) {
        return TextingLine.builder()
                .baseUrl(baseUrl)
                .keyId(KEY)
                .keySecret(secret)
                .http(options)
                .build();
    }

    private static VendorClient thaiBulk(String baseUrl) {
        return thaiBulk(baseUrl, KEY, HttpOptions.defaults());
    }

    private static VendorClient thaiBulk(String baseUrl, String secret, HttpOptions options) {
        return ThaiBulk.builder().baseUrl(baseUrl).apiKey(secret).http(options).build();
    }

    /** A number like another one, with other last digits. */
    private static String ending(String number, String digits) {
        return number.substring(0, number.length() - digits.length()) + digits;
    }

    /** The same for each vendor: the accepted send is the sandbox's. */
    abstract static class Contract extends ProviderContract {
        private final SandboxAnswers answers;

        Contract(SandboxAnswers answers) {
            this.answers = answers;
        }

        @Override
        protected Behaviour accepted() {
            return answers.accepted(request().build()).behaviour();
        }

        SendRequest to(String number) {
            return SendRequest.to(number).from(from()).text("Hi").build();
        }

        /** A send that the vendor accepts and fails in the same answer, because of the number's last digits. */
        Answer failing(String lastDigits) {
            return answers.toSend(to(ending(to(), lastDigits)));
        }

        Answer refusal(String fault) {
            return answers.toSendWith(fault, request().build());
        }

        Answer bulk(List<PhoneNumber> recipients) {
            return answers.toBulk(request().build(), recipients);
        }
    }

    @Nested
    class OfWavix extends Contract {
        OfWavix() {
            super(WAVIX);
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return wavix(baseUrl, secret, options);
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return Map.of(WavixOptions.SMART_ENCODING, List.of("true", "false"));
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return ErrorTables.of(Wavix.class);
        }

        @Override
        protected List<String> failed() {
            return List.of(failing("0002").body());
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of(failing("0002").with("error_message", text));
        }

        @Override
        protected String errorBody(String text) {
            return refusal("http-400").with("message", text);
        }
    }

    @Nested
    class OfTheAndroidGateway extends Contract {
        OfTheAndroidGateway() {
            super(ANDROID);
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return android(baseUrl + "/3rdparty/v1", secret, options);
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return Map.of(
                    AndroidGatewayOptions.PRIORITY, List.of("100", "-100"),
                    AndroidGatewayOptions.SIM_NUMBER, List.of("2", "3"),
                    AndroidGatewayOptions.WITH_DELIVERY_REPORT, List.of("false", "true"),
                    AndroidGatewayOptions.DEVICE_ID, List.of("phone-1", "phone-2"),
                    AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN, List.of("12", "24"),
                    AndroidGatewayOptions.SKIP_PHONE_VALIDATION, List.of("true", "false"));
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return ErrorTables.of(AndroidGateway.class);
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            return Optional.of(bulk(named).behaviour());
        }

        @Override
        protected String errorBody(String text) {
            return refusal("http-403").with("message", text);
        }
    }

    @Nested
    class OfNativeHub extends Contract {
        OfNativeHub() {
            super(NATIVEHUB);
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return nativeHub(baseUrl, secret, options);
        }

        @Override
        protected Map<VendorOption<?>, List<String>> optionValues() {
            return Map.of(
                    NativeHubOptions.PROVIDER, List.of("route-1", "route-2"),
                    NativeHubOptions.PRIORITY, List.of("high", "low"));
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return ErrorTables.of(NativeHub.class);
        }

        @Override
        protected List<String> failed() {
            return List.of(failing("0002").body());
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of(failing("0002").with("error_message", text));
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            return Optional.of(bulk(named).behaviour());
        }

        @Override
        protected Optional<Behaviour> bulkAcceptedRejecting(List<PhoneNumber> taken, PhoneNumber refused) {
            List<PhoneNumber> all = new ArrayList<>(taken);
            all.add(refused);
            try (SandboxAnswers own = new SandboxAnswers("nativehub", SandboxContractTest::nativeHub)) {
                own.sandbox().reply("nativehub", refused.e164(), from(), "STOP");
                return Optional.of(own.toBulk(request().build(), all).behaviour());
            }
        }

        @Override
        protected String errorBody(String text) {
            return refusal("http-500").with("error", text);
        }
    }

    @Nested
    class OfTextingLine extends Contract {
        private static final int MIN = 100;

        OfTextingLine() {
            super(TEXTINGLINE);
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return textingLine(baseUrl, secret, options);
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return ErrorTables.of(TextingLine.class);
        }

        @Override
        protected List<String> failed() {
            return List.of(failing("0002").body());
        }

        @Override
        protected Optional<String> failedBody(String text) {
            return Optional.of(failing("0002").with("errorMessage", text));
        }

        /** The vendor takes no fewer than a hundred, so the count of a smaller one is put into its answer. */
        @Override
        protected Optional<Behaviour> bulkAcceptedNaming(List<PhoneNumber> named) {
            List<PhoneNumber> all = new ArrayList<>(named);
            for (int i = 0; all.size() < MIN; i++) {
                all.add(PhoneNumber.of("+12025551" + (100 + i)));
            }
            Answer answer = bulk(all);
            String counted =
                    answer.body().replace("\"totalRecipients\":" + all.size(), "\"totalRecipients\":" + named.size());
            return Optional.of(Behaviour.answer(answer.status(), answer.contentType(), counted));
        }

        @Override
        protected Optional<Behaviour> bulkRejectedNaming(List<PhoneNumber> all, PhoneNumber named) {
            try (SandboxAnswers own = new SandboxAnswers("textingline", SandboxContractTest::textingLine)) {
                own.sandbox().reply("textingline", named.e164(), from(), "STOP");
                return Optional.of(own.toBulk(request().build(), all).behaviour());
            }
        }

        @Override
        protected String errorBody(String text) {
            return refusal("33005").with("message", text).replace("33005", "33999");
        }

        @Override
        protected Optional<String> errorBodyOfCode(String code) {
            return Optional.of(
                    code.matches("[0-9]{1,9}")
                            ? refusal("33005").body().replace("33005", code)
                            : failing("0002").with("errorType", code));
        }

        @Override
        protected String from() {
            return "+18005559876";
        }
    }

    @Nested
    class OfThaiBulk extends Contract {
        OfThaiBulk() {
            super(THAIBULK);
        }

        @Override
        protected VendorClient provider(String baseUrl, String secret, HttpOptions options) {
            return thaiBulk(baseUrl, secret, options);
        }

        @Override
        protected String to() {
            return "+66812345678";
        }

        @Override
        protected String from() {
            return "HELIOGRAPH";
        }

        @Override
        protected List<ErrorTable> errorTables() {
            return ErrorTables.of(ThaiBulk.class);
        }

        @Override
        protected String errorBody(String text) {
            return refusal("http-400").with("error", text);
        }
    }
}
