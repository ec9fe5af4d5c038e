package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static io.heliograph.testkit.VendorServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A 409 to a send: the key exists, and only a lookup shows whether the message is the same. */
class DuplicateCheckTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";
    private static final String PATH = "/3rdparty/v1/messages/" + ID;
    private static final String LIST = "/3rdparty/v1/messages?includeContent=true&limit=100&offset=0";

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message with the same ID already exists",
                "failed to enqueue message: message with the same ID already exists"
            })
    void the_same_message_from_an_earlier_attempt_is_a_success(String text) {
        SendOutcome outcome = conflict(text, 200, fixture("status-delivered.reply.json"));

        Message message = ((SendOutcome.Accepted) outcome).message();
        assertThat(message.id()).isEqualTo(new MessageId("androidgateway", ID));
        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(VENDOR.asked()).containsExactly("POST /3rdparty/v1/messages", "GET " + PATH);
    }

    @Test
    void a_message_that_was_hashed_meanwhile_is_known_by_its_hashes() {
        SendOutcome outcome = conflict(200, fixture("status-hashed.reply.json"));

        assertThat(((SendOutcome.Accepted) outcome).message().to()).contains(PhoneNumber.of("+79990001234"));
    }

    /** The server stores libphonenumber's form of a number, plain or hashed, without a trunk prefix. */
    @ParameterizedTest
    @ValueSource(strings = {"status-delivered.reply.json", "status-hashed.reply.json"})
    void a_number_that_the_server_wrote_anew_is_ours(String file) {
        VENDOR.on(post("/3rdparty/v1/messages"), 409, error("message with the same ID already exists"));
        VENDOR.on(get(PATH), 200, fixture(file));

        SendOutcome outcome = VENDOR.trySend(SendRequest.to("+789990001234")
                .text("Hello World!")
                .idempotencyKey(ID)
                .build());

        Message message = ((SendOutcome.Accepted) outcome).message();
        assertThat(message.to().map(PhoneNumber::e164)).contains("+789990001234");
    }

    /** The server may store the hash of an unknown spelling if a number isn't canonical. */
    @Test
    void a_hash_that_may_be_of_another_spelling_does_not_tell() {
        VENDOR.on(post("/3rdparty/v1/messages"), 409, error("message with the same ID already exists"));
        VENDOR.on(get(PATH), 200, fixture("status-hashed.reply.json").replace("62d17792b45c5307", "72d17792b45c5307"));

        assertThat(VENDOR.trySend(SendRequest.to("+789990001234")
                        .text("Hello World!")
                        .idempotencyKey(ID)
                        .build()))
                .isInstanceOf(SendOutcome.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "status-delivered.reply.json, Hello World!,     Bye World!",
        "status-delivered.reply.json, +79990001234,     +79990001235",
        "status-hashed.reply.json,    62d17792b45c5307, 72d17792b45c5307",
        "status-hashed.reply.json,    7f83b1657,        8f83b1657"
    })
    void another_message_with_this_key_is_a_duplicate(String file, String ours, String other) {
        Failure failure = VendorServer.refusal(conflict(200, fixture(file).replace(ours, other)));

        assertThat(failure.type()).isEqualTo(ErrorType.DUPLICATE);
        assertThat(failure.failover()).isFalse();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.reason()).contains("another message has this key");
    }

    @Test
    void data_where_ours_is_a_text_is_another_message() {
        String held = fixture("status-delivered.reply.json")
                .replace("\"textMessage\"", "\"dataMessage\"")
                .replace("\"text\":", "\"data\":");

        assertThat(VendorServer.refusal(conflict(200, held)).type()).isEqualTo(ErrorType.DUPLICATE);
    }

    @Test
    void a_message_to_more_people_than_ours_is_another() {
        String held = fixture("status-delivered.reply.json")
                .replace(
                        "\"recipients\": [",
                        "\"recipients\": [{\"phoneNumber\":\"+79990001235\",\"state\":\"Delivered\"},");

        assertThat(VendorServer.refusal(conflict(200, held)).type()).isEqualTo(ErrorType.DUPLICATE);
    }

    /** The server has a message with the key: an earlier attempt may be the SMS, whatever the request by ID returns. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"message\":\"message not found\"}", ""})
    void a_message_that_is_not_shown_leaves_the_send_unknown(String body) {
        for (ResponseDefinitionBuilder list : List.of(
                json(200, "[]").withHeader("X-Total-Count", "0"), json(403, error("scope required: messages:list")))) {
            RecordingProvider second = new RecordingProvider("second");
            VENDOR.on(get(LIST).willReturn(list));
            VENDOR.on(post("/3rdparty/v1/messages"), 409, error("message with the same ID already exists"));
            VENDOR.on(get(PATH), 404, body);
            try (SmsClient client = SmsClient.builder()
                    .retry(RetryPolicy.none())
                    .provider(VENDOR.door().build())
                    .provider(second)
                    .build()) {
                assertThat(client.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
            }
            assertThat(second.sends()).isZero();
        }
    }

    @Test
    void a_message_that_only_the_list_shows_is_the_same_message() {
        VENDOR.on(get(LIST)
                .willReturn(json(200, "[" + fixture("status-delivered.reply.json") + "]")
                        .withHeader("X-Total-Count", "1")));

        SendOutcome outcome = conflict(404, error("message not found"));

        assertThat(VendorServer.message(outcome).status()).isEqualTo(Status.DELIVERED);
        assertThat(VENDOR.asked()).containsExactly("POST /3rdparty/v1/messages", "GET " + PATH, "GET " + LIST);
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"message\":\"failed to get message state\"}'",
        "502, <html>502</html>",
        "401, '{\"message\":\"Unauthorized\"}'",
        "403, '{\"message\":\"scope required: messages:read\"}'",
        "404, Not Found",
        "429, ''",
        "200, ''",
        "200, '[]'",
        "200, '{}'",
        "200, '{\"state\":\"Sent\",\"recipients\":[{\"phoneNumber\":\"+79990001234\"}]}'",
        "200, '{\"state\":\"Sent\",\"recipients\":[null],\"textMessage\":{\"text\":\"Hello World!\"}}'",
        "200, '{\"state\":\"Sent\",\"recipients\":[{}],\"textMessage\":{\"text\":\"Hello World!\"}}'",
        "200, '{\"state\":\"Sent\",\"textMessage\":{\"text\":\"Hello World!\"}}'",
        "200, '{\"isEncrypted\":true,\"recipients\":[{\"phoneNumber\":\"$aes\"}],\"textMessage\":{\"text\":\"$aes\"}}'"
    })
    void an_answer_that_does_not_tell_leaves_the_send_unknown(int status, String body) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(409, error("message with the same ID already exists"));
        VENDOR.on(get(PATH), status, body);
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(outcome.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.httpStatus()).isEqualTo(409));
        }
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
    void a_question_without_an_answer_leaves_the_send_unknown(Fault fault) {
        VENDOR.says(409, error("message with the same ID already exists"));
        VENDOR.on(get(PATH).willReturn(aResponse().withFault(fault)));

        assertThat(VENDOR.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.asked().stream().filter(call -> call.startsWith("POST")))
                .hasSize(1);
    }

    @Test
    void the_question_is_within_the_deadline_of_the_send() {
        VENDOR.says(409, error("message with the same ID already exists"));
        VENDOR.on(get(PATH).willReturn(aResponse().withFixedDelay(60_000)));

        long begin = System.nanoTime();
        SendOutcome outcome =
                VENDOR.trySend(request().deadline(Duration.ofMillis(700)).build());

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_held_message_that_failed_is_a_failure() {
        Failure failure = VendorServer.refusal(conflict(200, fixture("send-failed.reply.json")));

        assertThat(failure.vendorText()).contains("Send result: RESULT_ERROR_GENERIC_FAILURE");
    }

    @Test
    void data_is_compared_with_its_port() {
        GatewayMessage message = GatewayMessage.data(
                        "Hello World!".getBytes(java.nio.charset.StandardCharsets.UTF_8), 53_739)
                .to("+79990001234")
                .key("order-1234")
                .build();
        VENDOR.on(post(anyUrl()), 409, error("message with the same ID already exists"));
        VENDOR.on(get(anyUrl()), 200, fixture("gateway-data.reply.json"));
        AndroidGateway gateway = VENDOR.door().build();

        assertThat(gateway.send(message)).isInstanceOf(SendOutcome.Accepted.class);

        VENDOR.on(get(anyUrl()), 200, fixture("gateway-data.reply.json").replace("53739", "53740"));
        assertThat(gateway.send(message)).isInstanceOf(SendOutcome.Rejected.class);

        VENDOR.on(get(anyUrl()), 200, """
                {"isHashed":true,"recipients":[{"phoneNumber":"62d17792b45c5307"}],"hashedMessage":{"hash":"00"}}""");
        assertThat(gateway.send(message))
                .as("nobody says what is hashed of data")
                .isInstanceOf(SendOutcome.Unknown.class);
        gateway.provider().close();
    }

    @Test
    void an_encrypted_message_is_compared_after_decrypting() {
        AndroidGatewayEncryption encryption = new AndroidGatewayEncryption("correct horse", 1_000);
        String held = """
                {"state":"Pending","isEncrypted":true,"recipients":[{"phoneNumber":"+%s","state":"Pending"}],\
                "textMessage":{"text":"%s"}}""";
        VENDOR.on(any(anyUrl()), 409, error("message with the same ID already exists"));

        assertThat(encrypted(held.formatted(encryption.encrypt("+79990001234"), encryption.encrypt("Hello World!"))))
                .isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VendorServer.refusal(encrypted(
                                held.formatted(encryption.encrypt("+79990001234"), encryption.encrypt("Bye!"))))
                        .type())
                .isEqualTo(ErrorType.DUPLICATE);
        assertThat(encrypted(held.formatted("cut", "cut"))).isInstanceOf(SendOutcome.Unknown.class);
    }

    /** Sends with a passphrase, by a client that hasn't sent with this key. */
    private static SendOutcome encrypted(String held) {
        VENDOR.on(get(PATH), 200, held);
        AndroidGateway.Builder door = VENDOR.door().passphrase("correct horse").passphraseIterations(1_000);
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(door.build())
                .build()) {
            return client.trySend(request().build());
        }
    }

    private static SendOutcome conflict(int status, String held) {
        return conflict("message with the same ID already exists", status, held);
    }

    private static SendOutcome conflict(String text, int status, String held) {
        VENDOR.on(post("/3rdparty/v1/messages"), 409, error(text));
        VENDOR.on(get(PATH), status, held);
        return VENDOR.trySend(request().build());
    }
}
