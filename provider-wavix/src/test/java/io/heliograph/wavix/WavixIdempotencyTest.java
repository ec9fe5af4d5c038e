package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that change a send: idempotency key and encoding. */
class WavixIdempotencyTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @Test
    void no_key_goes_out_unless_it_is_asked_for() {
        send(VENDOR.door());

        VENDOR.got(withoutKeys(postRequestedFor(urlEqualTo("/v3/messages"))));
    }

    @Test
    void off_is_the_same_as_nothing() {
        send(VENDOR.door().idempotency(Idempotency.OFF));

        VENDOR.got(withoutKeys(postRequestedFor(urlEqualTo("/v3/messages"))));
    }

    @Test
    void header_sends_the_key_as_the_error_page_names_it() {
        send(VENDOR.door().idempotency(Idempotency.HEADER));

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages"))
                .withHeader("X-Cio-Idempotency-Key", equalTo("order-1234"))
                .withHeader("Idempotency-Key", absent())
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
    }

    @Test
    void endpoint_sends_the_key_to_a_path_of_its_own() {
        send(VENDOR.door().idempotency(Idempotency.ENDPOINT));

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages/idempotent"))
                .withHeader("Idempotency-Key", equalTo("order-1234"))
                .withHeader("X-Cio-Idempotency-Key", absent())
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
    }

    @Test
    void each_send_has_its_own_key() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
        try (SmsClient client = client(VENDOR.door().idempotency(Idempotency.HEADER))) {
            client.trySend(request().idempotencyKey("order-1").build());
            client.trySend(request().idempotencyKey("order-2").build());
        }

        assertThat(VENDOR.requests())
                .extracting(request -> request.getHeader("X-Cio-Idempotency-Key"))
                .containsExactlyInAnyOrder("order-1", "order-2");
    }

    @ParameterizedTest
    @EnumSource(Idempotency.class)
    void no_way_makes_sends_safe_to_repeat(Idempotency way) {
        try (SmsProvider provider = VENDOR.door().idempotency(way).build().provider()) {
            assertThat(provider.duplicateProtection()).isEqualTo(DuplicateProtection.NONE);
        }
    }

    /** Error page 55: Wavix accepted an earlier attempt, which may be the SMS. */
    @ParameterizedTest
    @CsvSource({"HEADER, 400", "HEADER, 409", "HEADER, 422", "ENDPOINT, 400", "ENDPOINT, 409", "ENDPOINT, 422"})
    void a_key_that_was_taken_earlier_leaves_the_send_unknown_and_nobody_repeats_it(Idempotency way, int status) {
        VENDOR.says(status, error("Idempotency violation"));

        isTakenEarlier(way);
    }

    @Test
    void a_2xx_that_says_so_is_no_certain_no_either() {
        VENDOR.says(
                201,
                fixture("send-minimal.reply.json")
                        .replace("\"accepted\"", "\"rejected\"")
                        .replace("\"error_message\": null", "\"error_message\": \"Idempotency violation\""));

        isTakenEarlier(Idempotency.HEADER);
    }

    private static void isTakenEarlier(Idempotency way) {
        RecordingProvider second = new RecordingProvider("second");
        SendOutcome outcome;
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().idempotency(way).build())
                .provider(second)
                .build()) {
            outcome = client.trySend(request().idempotencyKey("order-1234").build());
        }

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(((SendOutcome.Unknown) outcome).reason()).contains("taken earlier with this key");
        assertThat(second.sends()).isZero();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void what_was_taken_earlier_is_found_by_its_tag() {
        VENDOR.on(post("/v3/messages"), 409, error("Idempotency violation"));
        VENDOR.on(get(urlPathEqualTo("/v3/messages")), 200, fixture("lookup.reply.json"));
        Wavix.Builder door = VENDOR.door().idempotency(Idempotency.HEADER).lookupByTag(true);
        try (SmsClient client = SmsClient.builder().provider(door.build()).build()) {
            SendOutcome outcome =
                    client.trySend(request().idempotencyKey("order-1234").build());

            assertThat(VendorServer.message(outcome).id().value()).isEqualTo("871b4eeb-f798-4105-be23-32df9e991456");
        }
        assertThat(VENDOR.requests().stream()
                        .filter(loggedRequest ->
                                loggedRequest.getMethod().getName().equals("POST")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void smart_encoding_is_written_only_where_it_is_on(boolean on) {
        send(VENDOR.door().smartEncoding(on));

        if (on) {
            assertThat(VENDOR.sent())
                    .containsOnlyKeys("from", "to", "message_body", "smart_encoding")
                    .containsEntry("smart_encoding", true);
        } else {
            assertThat(VENDOR.sent()).containsOnlyKeys("from", "to", "message_body");
        }
    }

    private static RequestPatternBuilder withoutKeys(RequestPatternBuilder request) {
        return request.withHeader("X-Cio-Idempotency-Key", absent()).withHeader("Idempotency-Key", absent());
    }

    private static void send(Wavix.Builder door) {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
        try (SmsClient client = client(door)) {
            assertThat(client.trySend(request().idempotencyKey("order-1234").build()))
                    .isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    private static SmsClient client(Wavix.Builder door) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(door.build())
                .build();
    }
}
