package io.heliograph.androidgateway;

import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.VendorServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end-to-end encryption between client and phone. */
class AndroidGatewayEncryptionTest {
    private static final byte[] COUNTING = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final String PUBLISHED =
            "$aes-256-cbc/pbkdf2-sha1$i=75000$obSTW6ittQvTtdAxonQKIw==$g3QFAC9CtBcPxoKlouqsyQ==";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private final AndroidGatewayEncryption encryption = new AndroidGatewayEncryption("correct horse", 1_000);

    @ParameterizedTest
    @CsvSource({
        "correct horse, 75000, +15551234567,       xriAQOyzxRVl0uWWPrPWOw==",
        "correct horse, 75000, 'Привет, OTP 1234', F5bclCwD/SI6riYNy4V4C+/9SI0NRUfxu6ZaEyBMXaw=",
        "pässwörd,      1000,  hello,              lGCLitJd6jnlKudxoKTAuw=="
    })
    void it_writes_what_two_other_implementations_write(
            String passphrase, int iterations, String plain, String cipher) {
        AndroidGatewayEncryption androidGatewayEncryption = new AndroidGatewayEncryption(passphrase, iterations);
        String expected = "$aes-256-cbc/pbkdf2-sha1$i=" + iterations + "$AAECAwQFBgcICQoLDA0ODw==$" + cipher;

        assertThat(androidGatewayEncryption.encrypt(plain, COUNTING)).isEqualTo(expected);
        assertThat(androidGatewayEncryption.decrypt(expected)).contains(plain);
        assertThat(androidGatewayEncryption.encryptedLength(plain)).isEqualTo(expected.length());
    }

    @Test
    void it_reads_the_value_that_the_vendor_publishes() {
        assertThat(new AndroidGatewayEncryption("passphrase", 1_000).decrypt(PUBLISHED))
                .contains("hello");
    }

    @Test
    void each_value_has_a_salt_of_16_bytes_of_its_own() {
        String first = encryption.encrypt("hello");
        String second = encryption.encrypt("hello");

        assertThat(first).isNotEqualTo(second).startsWith("$aes-256-cbc/pbkdf2-sha1$i=1000$");
        assertThat(List.of(first, second)).allSatisfy(value -> {
            String[] chunks = value.split("\\$", -1);
            assertThat(chunks).hasSize(5);
            assertThat(Base64.getDecoder().decode(chunks[3])).hasSize(16);
            assertThat(encryption.decrypt(value)).contains("hello");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 31, 32, 1_000})
    void the_length_is_known_beforehand(int length) {
        assertThat(encryption.encryptedLength("ก".repeat(length)))
                .isEqualTo(encryption.encrypt("ก".repeat(length)).length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "+79990001234",
                "$aes-256-cbc/pbkdf2-sha1$i=75000$obSTW6ittQvTtdAxonQKIw==$",
                "$aes-256-cbc/pbkdf2-sha1$i=75000$obSTW6it$g3QFAC9CtBcPxoKlouqsyQ==",
                "$aes-256-cbc/pbkdf2-sha1$i=1000$obSTW6ittQvTtdAxonQKIw==$g3QF",
                "$aes-256-cbc/pbkdf2-sha1$i=1000$=====$=====",
                "$aes-256-cbc/pbkdf2-sha1$i=0$obSTW6ittQvTtdAxonQKIw==$g3QFAC9CtBcPxoKlouqsyQ==",
                "$aes-256-cbc/pbkdf2-sha1$i=99999999$obSTW6ittQvTtdAxonQKIw==$g3QFAC9CtBcPxoKlouqsyQ==",
                "$aes-256-cbc/pbkdf2-sha1$i=-5$obSTW6ittQvTtdAxonQKIw==$g3QFAC9CtBcPxoKlouqsyQ==",
                "$rsa-oaep-aes-256-gcm$v=1$k=1$AAAA$AAAA$AAAA",
                "$md5$i=1$AAAA$AAAA"
            })
    void what_is_no_value_of_this_scheme_reads_as_nothing(String text) {
        assertThat(encryption.decrypt(text)).isEmpty();
    }

    @Test
    void a_value_of_another_passphrase_reads_as_nothing() {
        String value = new AndroidGatewayEncryption("pässwörd", 1_000).encrypt("hello", COUNTING);

        assertThat(encryption.decrypt(value)).isEmpty();
    }

    @Test
    void text_and_number_go_out_encrypted_each_for_itself() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));

        assertThat(trySend()).isInstanceOf(SendOutcome.Accepted.class);

        assertThat(sentAndDecrypted())
                .isEqualTo("{\"id\":\"PyDmBQZZXYmyxMwED8Fzy\",\"textMessage\":{\"text\":\"<Hello World!>\"},"
                        + "\"phoneNumbers\":[\"<+79990001234>\"],\"isEncrypted\":true}");
        assertThat(VENDOR.onlyRequest().getBodyAsString()).doesNotContain("79990001234", "Hello");
    }

    @Test
    void data_is_base64_before_it_is_encrypted_for_a_phone() {
        VENDOR.says(202, "");
        AndroidGateway gateway = door().baseUrl(VENDOR.url()).build();

        gateway.send(data().to("+79990001235").build());

        assertThat(sentAndDecrypted())
                .endsWith("\"dataMessage\":{\"data\":\"<SGVsbG8gV29ybGQh>\",\"port\":53739},"
                        + "\"phoneNumbers\":[\"<+79990001234>\",\"<+79990001235>\"],\"isEncrypted\":true}");
        gateway.provider().close();
    }

    /** The server requires Base64, with or without isEncrypted (v1.47.1, and the newest of its client library). */
    @ParameterizedTest
    @ValueSource(strings = {"/3rdparty/v1", "/api/3rdparty/v1"})
    void data_with_a_passphrase_is_refused_at_a_server_before_any_request(String path) {
        VENDOR.says(202, "");
        AndroidGateway gateway = door().baseUrl(VENDOR.url() + path).build();

        Failure failure = VendorServer.refusal(gateway.send(data().build()));

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason())
                .startsWith("data can't go out with a passphrase")
                .contains("base-url");
        assertThat(VENDOR.requests()).isEmpty();
        gateway.provider().close();
    }

    private static GatewayMessage.Builder data() {
        return GatewayMessage.data("Hello World!".getBytes(StandardCharsets.UTF_8), 53_739)
                .to("+79990001234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+"})
    void an_answer_with_the_encrypted_number_is_about_ours(String plus) {
        RecipientMatcher numbers =
                new RecipientMatcher(List.of(PhoneNumber.of("+79990001234")), List.of("$aes-256-cbc/one"));

        assertThat(numbers.find(plus + "$aes-256-cbc/one")).isEqualTo(PhoneNumber.of("+79990001234"));
        assertThat(numbers.find(plus + "$aes-256-cbc/other")).isNull();
    }

    @Test
    void a_text_that_is_too_long_when_encrypted_is_refused_before_any_request() {
        VENDOR.says(202, "");
        AndroidGateway gateway = door().build();
        try (SmsClient client =
                SmsClient.builder().retry(RetryPolicy.none()).provider(gateway).build()) {
            SendOutcome outcome =
                    client.trySend(request().text("ก".repeat(20_000)).build());

            assertThat(VendorServer.refusal(outcome).type()).isEqualTo(ErrorType.INVALID_REQUEST);
            assertThat(VendorServer.refusal(outcome).reason()).contains("text", "encrypted", "65535");
        }
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void data_that_is_too_long_when_encrypted_is_refused_before_any_request() {
        VENDOR.says(202, "");
        AndroidGateway phone = door().baseUrl(VENDOR.url()).build();

        SendOutcome outcome = phone.send(
                GatewayMessage.data(new byte[49_000], 53_739).to("+79990001234").build());

        assertThat(VendorServer.refusal(outcome).type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(VendorServer.refusal(outcome).reason()).contains("data", "encrypted", "65535");
        assertThat(VENDOR.requests()).isEmpty();
        phone.provider().close();
    }

    @Test
    void the_door_decrypts_what_the_gateway_shows() {
        AndroidGateway gateway = VENDOR.door().passphrase("passphrase").build();

        assertThat(gateway.decrypt(PUBLISHED)).contains("hello");
        assertThat(gateway.decrypt("+79990001234")).isEmpty();
        gateway.provider().close();
    }

    @Test
    void without_a_passphrase_nothing_is_encrypted_or_decrypted() {
        AndroidGateway gateway = VENDOR.door().build();

        assertThatThrownBy(() -> gateway.decrypt(PUBLISHED))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("passphrase");
        gateway.provider().close();
    }

    private static AndroidGateway.Builder door() {
        return VENDOR.door().passphrase("correct horse").passphraseIterations(1_000);
    }

    private static SendOutcome trySend() {
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(door().build())
                .build()) {
            return client.trySend(request().build());
        }
    }

    /** The body of the request, with each encrypted value decrypted and in angle brackets. */
    private String sentAndDecrypted() {
        return Pattern.compile("\\$aes[^\"]+")
                .matcher(VENDOR.onlyRequest().getBodyAsString())
                .replaceAll(value -> "<" + encryption.decrypt(value.group()).orElse("?") + ">");
    }
}
