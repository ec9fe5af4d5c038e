package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.testkit.VendorServer.object;
import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to {@code POST /v3/messages}. */
class WavixSendTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
    }

    @Test
    void a_send_is_one_post_with_the_key_as_bearer_and_json_both_ways() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages"))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test"))
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void the_least_request_has_exactly_the_documented_fields() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("from", "to", "message_body");
        assertThat(sentBody()).containsOnlyKeys("text", "media");
    }

    @Test
    void the_full_request_is_the_one_that_the_vendor_documents() {
        VENDOR.trySend(request()
                .callbackUrl("https://you-site.com/webhook")
                .validity(Duration.ofHours(1))
                .tag("Fall sale")
                .build());

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages"))
                .withRequestBody(equalToJson(fixture("send-full.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("from", "to", "message_body", "callback_url", "validity", "tag");
    }

    @Test
    void media_is_an_explicit_null_and_no_name_is_written_twice() {
        VENDOR.trySend(request().text("Hi").idempotencyKey("order-1234").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"from":"Wavix","to":"+447537151866","message_body":{"text":"Hi","media":null}}""");
    }

    @Test
    void a_callback_url_is_sent_alone() {
        VENDOR.trySend(request()
                .callbackUrl("https://you-site.com/dlr?token=a%2Fb&x=1")
                .build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("from", "to", "message_body", "callback_url")
                .containsEntry("callback_url", "https://you-site.com/dlr?token=a%2Fb&x=1");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT1M, 60", "P2D, 172800", "PT2147483647S, 2147483647"})
    void a_validity_is_sent_alone_and_in_seconds(Duration validity, int seconds) {
        VENDOR.trySend(request().validity(validity).build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("from", "to", "message_body", "validity")
                .containsEntry("validity", seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fall sale", "โปร 11.11", "a\"b\\c"})
    void a_tag_is_sent_alone_and_intact(String tag) {
        VENDOR.trySend(request().tag(tag).build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("from", "to", "message_body", "tag")
                .containsEntry("tag", tag);
    }

    @Test
    void the_longest_text_arrives_whole() {
        String text = "ก".repeat(670);

        VENDOR.trySend(request().text(text).build());

        assertThat(sentBody()).containsEntry("text", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "ACME-Shop_1", "A&B + C", "12 Monkeys", "12345", "+15072429497"})
    void each_form_of_sender_is_sent_as_it_is(String sender) {
        VENDOR.trySend(request().from(sender).build());

        assertThat(VENDOR.sent()).containsEntry("from", sender);
    }

    private static Map<String, Object> sentBody() {
        return object(VENDOR.sent().get("message_body"));
    }
}
