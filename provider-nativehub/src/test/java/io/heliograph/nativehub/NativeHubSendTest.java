package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request to {@code POST /messages}. */
class NativeHubSendTest {
    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
    }

    @Test
    void a_send_is_one_post_with_the_key_in_its_own_header_and_json_both_ways() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages"))
                .withHeader("X-API-Key", equalTo(NativeHubVendor.KEY))
                .withHeader("Authorization", absent())
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void a_token_goes_as_bearer_and_never_as_a_key() {
        sendWith(
                NativeHub.builder().token("token-of-the-test").baseUrl(VENDOR.baseUrl()),
                request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages"))
                .withHeader("Authorization", equalTo("Bearer token-of-the-test"))
                .withHeader("X-API-Key", absent()));
    }

    @Test
    void the_least_request_has_exactly_the_documented_fields() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("to", "from", "body");
    }

    @Test
    void the_full_request_is_the_one_that_the_vendor_documents() {
        sendWith(VENDOR.builder().provider("provider-uuid"), request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages"))
                .withRequestBody(equalToJson(fixture("send-full.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("to", "from", "body", "provider");
    }

    @Test
    void no_key_of_ours_and_no_name_of_the_guides_is_sent() {
        VENDOR.trySend(request().text("Hi").idempotencyKey("order-1234").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"to":"+8801712345678","from":"+8801912345678","body":"Hi"}""");
    }

    @Test
    void the_longest_text_is_left_to_the_vendor() {
        String text = "ক".repeat(SendRequest.MAX_TEXT);

        VENDOR.trySend(request().text(text).build());

        assertThat(VENDOR.sent()).containsEntry("body", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRAND", "A", "A&B + C", "12345", "+8801912345678"})
    void each_form_of_sender_is_sent_as_it_is(String sender) {
        VENDOR.trySend(request().from(sender).build());

        assertThat(VENDOR.sent()).containsEntry("from", sender);
    }

    private static void sendWith(NativeHub.Builder builder, SendRequest request) {
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(builder.build())
                .build()) {
            assertThat(client.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        }
    }
}
