package io.heliograph.textingline;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.textingline.TextingLineVendor.MESSAGE;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request to {@code POST /api/v1/messaging/message}. */
class TextingLineSendTest {
    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-sms.reply.json"));
    }

    @Test
    void a_send_is_one_post_with_basic_authentication_and_json_both_ways() {
        VENDOR.trySend(request().build());

        // uk_of_the_test:sk_live_of_the_test
        VENDOR.got(postRequestedFor(urlEqualTo(MESSAGE))
                .withHeader("Authorization", equalTo("Basic dWtfb2ZfdGhlX3Rlc3Q6c2tfbGl2ZV9vZl90aGVfdGVzdA=="))
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void an_sms_has_exactly_the_documented_fields() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo(MESSAGE))
                .withRequestBody(equalToJson(fixture("send-sms.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("to", "from", "body", "idempotencyKey");
    }

    @Test
    void no_name_is_written_twice() {
        VENDOR.trySend(request().text("Hi").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"to":"+18005551234","from":"+18005559876","body":"Hi","idempotencyKey":"order-1234"}""");
    }

    @Test
    void a_media_url_is_one_string_beside_the_text_and_makes_it_an_mms() {
        VENDOR.says(201, fixture("send-mms.reply.json"));

        VENDOR.trySend(request()
                .text("Check out our new collection!")
                .media("https://example.com/images/promo.jpg")
                .build());

        VENDOR.got(postRequestedFor(urlEqualTo(MESSAGE))
                .withRequestBody(equalToJson(fixture("send-mms.request.json"), false, false)));
        assertThat(VENDOR.sent())
                .containsOnlyKeys("to", "from", "body", "mediaUrl", "idempotencyKey")
                .containsEntry("mediaUrl", "https://example.com/images/promo.jpg");
    }

    @Test
    void an_mms_without_text_has_no_body_at_all() {
        VENDOR.says(201, fixture("send-media-only.reply.json"));

        SendOutcome outcome = VENDOR.trySend(SendRequest.to("+18005551234")
                .from("+18005559876")
                .media("https://example.com/images/promo.jpg")
                .idempotencyKey("order-1234")
                .build());

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        VENDOR.got(postRequestedFor(urlEqualTo(MESSAGE))
                .withRequestBody(equalToJson(fixture("send-media-only.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("to", "from", "mediaUrl", "idempotencyKey");
    }

    @Test
    void a_media_url_arrives_intact() {
        VENDOR.trySend(
                request().media("https://example.com/a%2Fb.jpg?sig=x%3D%3D&w=1").build());

        assertThat(VENDOR.sent()).containsEntry("mediaUrl", "https://example.com/a%2Fb.jpg?sig=x%3D%3D&w=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "order-1234", "A_b-9", "018f4e6c-5f6e-7abc-8def-0123456789ab"})
    void the_key_of_the_request_goes_in_the_body(String key) {
        VENDOR.trySend(request().idempotencyKey(key).build());

        assertThat(VENDOR.sent()).containsEntry("idempotencyKey", key);
    }

    @Test
    void a_send_without_a_key_of_the_callers_has_one_that_is_legal_for_the_vendor() {
        SendOutcome outcome = VENDOR.trySend(
                SendRequest.to("+18005551234").from("+18005559876").text("Hi").build());

        assertThat(VENDOR.sent()).containsEntry("idempotencyKey", outcome.key().value());
        assertThat(outcome.key().value()).matches("[A-Za-z0-9@_:()-]{2,100}");
    }

    @Test
    void the_same_request_sent_again_has_the_same_key_and_two_requests_have_two() {
        SendRequest request =
                SendRequest.to("+18005551234").from("+18005559876").text("Hi").build();
        SendRequest other =
                SendRequest.to("+18005551234").from("+18005559876").text("Hi").build();

        VENDOR.trySend(request);
        VENDOR.trySend(request);
        VENDOR.trySend(other);

        List<String> bodies =
                VENDOR.requests().stream().map(LoggedRequest::getBodyAsString).toList();
        assertThat(bodies).hasSize(3);
        assertThat(bodies.stream().distinct()).hasSize(2);
        assertThat(bodies)
                .filteredOn(body -> body.contains(request.key().value()))
                .hasSize(2);
        assertThat(bodies)
                .filteredOn(body -> body.contains(other.key().value()))
                .hasSize(1);
    }

    @Test
    void the_longest_text_arrives_whole() {
        String text = "ก".repeat(640);

        VENDOR.trySend(request().text(text).build());

        assertThat(VENDOR.sent()).containsEntry("body", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+18005559876", "+447537151866", "12345", "123456"})
    void each_form_of_sender_is_sent_as_it_is(String sender) {
        VENDOR.trySend(request().from(sender).build());

        assertThat(VENDOR.sent()).containsEntry("from", sender);
    }
}
