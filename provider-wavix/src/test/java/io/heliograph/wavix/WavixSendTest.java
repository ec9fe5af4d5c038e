package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out to {@code POST /v3/messages}. */
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
        assertThat(sent()).containsOnlyKeys("from", "to", "message_body");
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
        assertThat(sent()).containsOnlyKeys("from", "to", "message_body", "callback_url", "validity", "tag");
    }

    @Test
    void media_is_an_explicit_null_and_no_name_is_written_twice() {
        VENDOR.trySend(request().text("Hi").key("order-1234").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"from":"Wavix","to":"+447537151866","message_body":{"text":"Hi","media":null}}""");
    }

    @Test
    void a_callback_url_is_sent_alone() {
        VENDOR.trySend(request()
                .callbackUrl("https://you-site.com/dlr?token=a%2Fb&x=1")
                .build());

        assertThat(sent())
                .containsOnlyKeys("from", "to", "message_body", "callback_url")
                .containsEntry("callback_url", "https://you-site.com/dlr?token=a%2Fb&x=1");
    }

    @ParameterizedTest
    @CsvSource({"PT1S, 1", "PT1M, 60", "P2D, 172800", "PT2147483647S, 2147483647"})
    void a_validity_is_sent_alone_and_in_seconds(Duration validity, int seconds) {
        VENDOR.trySend(request().validity(validity).build());

        assertThat(sent())
                .containsOnlyKeys("from", "to", "message_body", "validity")
                .containsEntry("validity", seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fall sale", "โปร 11.11", "a\"b\\c"})
    void a_tag_is_sent_alone_and_intact(String tag) {
        VENDOR.trySend(request().tag(tag).build());

        assertThat(sent()).containsOnlyKeys("from", "to", "message_body", "tag").containsEntry("tag", tag);
    }

    static List<String> texts() {
        return List.of(
                "รหัสของคุณคือ 482910 ใช้ได้ 5 นาที",
                "👍🏽 family 👨‍👩‍👧 and flag 🇹🇭",
                "she said \"it's {\"json\": null}\"",
                "line one\nline two\r\nline three\ttab",
                "C:\\temp\\new \\u0041 \\\"",
                "separators\u2028and\u2029and a bell\u0007",
                "@£$¥èéùìòÇØøÅå ^{}[~]|€",
                " blanks around ",
                "<b>&amp;</b> / %20 +");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_arrives_intact(String text) {
        VENDOR.trySend(request().text(text).build());

        assertThat(sentBody()).containsEntry("text", text);
    }

    @Test
    void the_longest_text_arrives_whole() {
        String text = "ก".repeat(1_630);

        VENDOR.trySend(request().text(text).build());

        assertThat(sentBody()).containsEntry("text", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "ACME-Shop_1", "A&B + C", "12 Monkeys", "12345", "+15072429497"})
    void each_form_of_sender_is_sent_as_it_is(String sender) {
        VENDOR.trySend(request().from(sender).build());

        assertThat(sent()).containsEntry("from", sender);
    }

    @Test
    void the_default_sender_is_sent_where_the_request_has_none() {
        sendFromDefault(SendRequest.to("+447537151866")
                .text("Hi there, this is a message from Wavix")
                .build());

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages"))
                .withRequestBody(equalToJson(
                        fixture("send-minimal.request.json").replace("\"Wavix\"", "\"ACME\""), false, false)));
    }

    @Test
    void the_sender_of_the_request_goes_before_the_default_sender() {
        sendFromDefault(request().from("Other").build());

        assertThat(sent()).containsEntry("from", "Other");
    }

    private static void sendFromDefault(SendRequest request) {
        try (SmsClient client =
                SmsClient.builder().provider(VENDOR.door().from("ACME").build()).build()) {
            assertThat(client.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',             /v3/messages",
        "/,              /v3/messages",
        "/gateway,       /gateway/v3/messages",
        "/gateway/,      /gateway/v3/messages",
        "/a%20b/wavix/,  /a%20b/wavix/v3/messages"
    })
    void the_path_of_the_base_url_is_kept(String path, String expected) {
        try (SmsClient client = SmsClient.builder()
                .provider(VENDOR.door().baseUrl(VENDOR.url() + path).build())
                .build()) {
            client.trySend(request().build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo(expected)));
    }

    @Test
    void the_base_url_is_the_vendors_unless_another_is_set() {
        List<String> asked = new CopyOnWriteArrayList<>();
        OkHttpClient offline = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    asked.add(chain.request().method() + " " + chain.request().url());
                    throw new IOException("no network in tests");
                })
                .build();
        try (SmsClient client = SmsClient.builder()
                .provider(Wavix.builder()
                        .apiKey("key")
                        .http(HttpOptions.defaults().using(offline))
                        .build())
                .build()) {
            client.trySend(request().build());
        }

        assertThat(asked).containsExactly("POST https://api.wavix.com/v3/messages");
    }

    private static Map<String, Object> sent() {
        return object(Json.read(new String(VENDOR.onlyRequest().getBody(), StandardCharsets.UTF_8), Object.class));
    }

    private static Map<String, Object> sentBody() {
        return object(Objects.requireNonNull(sent().get("message_body")));
    }

    @SuppressWarnings("unchecked") // what a JSON object is read as
    private static Map<String, Object> object(Object json) {
        assertThat(json).isInstanceOf(Map.class);
        return (Map<String, Object>) json;
    }
}
