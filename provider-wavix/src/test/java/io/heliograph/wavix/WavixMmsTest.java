package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A send with media. */
class WavixMmsTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-mms.reply.json"));
    }

    private static SendRequest.Builder mms() {
        return SendRequest.to("+16419252149").from("+15072429497").media("https://examples.com/file1.jpg");
    }

    @Test
    void media_is_a_list_of_urls_beside_the_text() {
        VENDOR.trySend(mms().text("This is a test MMS message with multiple media attachments.")
                .media("https://examples.com/file2.mp3")
                .build());

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages"))
                .withRequestBody(equalToJson(fixture("send-mms.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("from", "to", "message_body");
    }

    @Test
    void the_documented_answer_to_an_mms_is_read() {
        SendOutcome outcome = VENDOR.trySend(mms().text("Look").build());

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        Message message = ((SendOutcome.Accepted) outcome).message();
        assertThat(message.id().value()).isEqualTo("3a525ca2-6909-4c72-9399-905adf7f3a74");
        assertThat(message.segments()).hasValue(1);
        assertThat(message.rawJson()).contains("\"024\"", "attachments/abc123/file2.mp3");
    }

    @Test
    void a_text_may_be_left_out_and_goes_out_empty() {
        VENDOR.trySend(mms().build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"from":"+15072429497","to":"+16419252149","message_body":\
                        {"text":"","media":["https://examples.com/file1.jpg"]}}""");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void up_to_five_files_are_taken_in_their_order(int files) {
        List<String> urls = IntStream.range(0, files)
                .mapToObj(i -> "https://examples.com/" + i + ".jpg?t=a%2Fb")
                .toList();
        SendRequest.Builder request = SendRequest.to("+16419252149").from("+15072429497");
        urls.forEach(request::media);

        VENDOR.trySend(request.build());

        assertThat(VendorServer.object(VENDOR.sent().get("message_body")))
                .containsEntry("media", new ArrayList<>(urls));
    }

    @Test
    void six_files_are_refused_before_any_request() {
        SendRequest.Builder request = mms();
        for (int i = 0; i < 5; i++) {
            request.media("https://examples.com/" + i + ".jpg");
        }

        refusedForItsForm(request.build(), "media has 6 files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+447537151866", "+66812345678", "+5215512345678"})
    void a_number_outside_north_america_is_refused_before_any_request(String to) {
        refusedForItsForm(
                SendRequest.to(to)
                        .from("+15072429497")
                        .media("https://examples.com/1.jpg")
                        .build(),
                "to isn't a number of the US or Canada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+16419252149", "+14165550123"})
    void a_number_of_the_us_or_canada_is_taken(String to) {
        assertThat(VENDOR.trySend(SendRequest.to(to)
                        .from("+15072429497")
                        .media("https://examples.com/1.jpg")
                        .build()))
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void a_name_is_no_sender_of_an_mms() {
        refusedForItsForm(mms().from("ACME").build(), "from is a name");
    }

    @Test
    void a_short_code_is_taken_because_the_vendors_older_documents_have_it() {
        assertThat(VENDOR.trySend(mms().from("12345").build())).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void the_limit_of_an_sms_is_not_that_of_an_mms() {
        assertThat(VENDOR.trySend(mms().text("x".repeat(1_631)).build())).isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void what_wavix_cannot_send_goes_to_another_provider() {
        RecordingProvider second = new RecordingProvider("second");
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            client.trySend(mms().from("ACME").build());
        }

        assertThat(second.sends()).isEqualTo(1);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_refusal_quotes_the_vendor_and_neither_media_nor_callback_urls() {
        VENDOR.says(
                422,
                error("The moon took https://examples.com/canary-token.jpg and https://you-site.com/hook-canary away"));

        SendOutcome outcome = VENDOR.trySend(mms().media("https://examples.com/canary-token.jpg")
                .callbackUrl("https://you-site.com/hook-canary")
                .build());

        Failure failure = VendorServer.refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason()).contains("moon").doesNotContain("canary");
    }

    private static void refusedForItsForm(SendRequest request, String fault) {
        SendOutcome outcome = VENDOR.trySend(request);

        assertThat(VendorServer.refusal(outcome).type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(VendorServer.refusal(outcome).reason()).contains(fault);
        assertThat(VENDOR.requests()).isEmpty();
    }
}
