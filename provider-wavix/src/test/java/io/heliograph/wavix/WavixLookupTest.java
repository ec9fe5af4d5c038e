package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.SmsClient;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookup of a send with a lost response, by its key as its tag. */
class WavixLookupTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static SendRequest.Builder keyed() {
        return request().idempotencyKey("order-1234");
    }

    @Test
    void it_is_off_unless_it_is_asked_for() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));

        VENDOR.trySend(keyed().build());

        assertThat(VENDOR.sent()).doesNotContainKey("tag");
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            assertThat(provider.duplicateProtection()).isEqualTo(DuplicateProtection.NONE);
            assertThat(provider.capabilities()).doesNotContain(Capability.LOOKUP);
        }
    }

    @Test
    void it_is_declared_where_it_is_on() {
        try (SmsProvider provider = VENDOR.door().lookupByTag(true).build().provider()) {
            assertThat(provider.duplicateProtection()).isEqualTo(DuplicateProtection.LOOKUP);
            assertThat(provider.capabilities()).contains(Capability.LOOKUP);
        }
    }

    @Test
    void a_send_without_a_tag_carries_its_key() {
        sendWithLookup(keyed().build());

        assertThat(VENDOR.sent())
                .containsOnlyKeys("from", "to", "message_body", "tag")
                .containsEntry("tag", "order-1234");
    }

    @Test
    void a_tag_of_the_callers_is_left_as_it_is() {
        sendWithLookup(keyed().tag("Fall sale").build());

        assertThat(VENDOR.sent()).containsEntry("tag", "Fall sale");
    }

    /** The vendor may store the number in another spelling, and not find it by ours: that mustn't read as absent. */
    @Test
    void a_number_in_another_spelling_is_not_asked_for_and_is_found_by_the_person() {
        VENDOR.says(200, fixture("lookup.reply.json"));
        SendRequest spelled = SendRequest.to("+4407537151866")
                .text(keyed().build().text())
                .idempotencyKey("order-1234")
                .build();

        assertThat(lookup(spelled)).isPresent();

        VENDOR.got(getRequestedFor(urlEqualTo("/v3/messages?type=outbound&tag=order-1234")));
    }

    @Test
    void the_question_is_one_list_by_type_tag_and_number() {
        VENDOR.says(200, fixture("lookup.reply.json"));

        lookup(keyed().build());

        VENDOR.got(getRequestedFor(urlEqualTo("/v3/messages?type=outbound&tag=order-1234&to=447537151866"))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"447537151866", "+447537151866"})
    void the_message_is_found_with_and_without_a_plus(String written) {
        VENDOR.says(200, fixture("lookup.reply.json").replace("\"447537151866\"", '"' + written + '"'));

        Message message = lookup(keyed().build()).orElseThrow();

        assertThat(message.id()).isEqualTo(new MessageId("wavix", "871b4eeb-f798-4105-be23-32df9e991456"));
        assertThat(message.status()).isEqualTo(Status.SENT);
    }

    @Test
    void a_message_that_failed_is_found_with_its_reason() {
        VENDOR.says(
                200,
                fixture("lookup.reply.json")
                        .replace("\"sent\"", "\"rejected\"")
                        .replace("\"error_message\": null", "\"error_message\": \"Unsubscribed recipient\""));

        Message message = lookup(keyed().build()).orElseThrow();

        assertThat(message.failure().orElseThrow().type()).isEqualTo(ErrorType.OPTED_OUT);
    }

    @Test
    void none_is_empty() {
        VENDOR.says(200, fixture("list-empty.reply.json"));

        assertThat(lookup(keyed().build())).isEmpty();
    }

    @Test
    void a_message_with_another_tag_or_to_somebody_else_is_not_this_one() {
        VENDOR.says(200, fixture("lookup.reply.json").replace("order-1234", "order-12345"));
        assertThat(lookup(keyed().build())).isEmpty();

        VENDOR.says(200, fixture("lookup.reply.json").replace("\"447537151866\"", "\"447537151867\""));
        assertThat(lookup(keyed().build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"unknown\""})
    void a_message_whose_number_is_not_told_is_neither_this_one_nor_none(String number) {
        VENDOR.says(200, fixture("lookup.reply.json").replace("\"447537151866\"", number));

        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(SmsException.class);
    }

    /** Other messages may have the tag, and the vendor may have changed it: it proves neither presence nor absence. */
    @Test
    void by_a_tag_of_the_callers_nothing_can_be_told_and_nothing_is_asked() {
        for (String list : List.of("list-empty.reply.json", "lookup.reply.json")) {
            VENDOR.says(200, fixture(list).replace("order-1234", "Fall sale"));

            assertThatThrownBy(() -> lookup(keyed().tag("Fall sale").build()))
                    .isInstanceOf(SmsException.class)
                    .hasMessageContaining("tag");
        }
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void of_two_with_this_tag_the_one_that_may_arrive_is_found() {
        VENDOR.says(200, """
                {"items":[{"message_id":"m-1","status":"rejected","to":"447537151866","tag":"order-1234"},\
                {"message_id":"m-2","status":"sent","to":"447537151866","tag":"order-1234"}],\
                "pagination":{"total_pages":1}}""");

        assertThat(lookup(keyed().build()).orElseThrow().id().value()).isEqualTo("m-2");
    }

    @Test
    void further_pages_are_no_proof_of_absence() {
        VENDOR.says(200, fixture("list-page-1.reply.json").replace("\"tag\": \"Fall sale\"", "\"tag\": \"another\""));

        assertThatThrownBy(() -> lookup(keyed().build()))
                .isInstanceOf(SmsException.class)
                .hasMessageContaining("page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{\"message_id\":\"m-1\"}", "{\"tag\":\"\",\"to\":\"447537151866\"}"})
    void an_item_that_may_be_it_is_no_absence(String item) {
        VENDOR.says(200, """
                {"items":[%s],"pagination":{"total_pages":1}}""".formatted(item));

        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(SmsException.class);
    }

    @Test
    void an_item_without_a_tag_to_somebody_else_is_not_this_one() {
        VENDOR.says(200, """
                {"items":[{"message_id":"m-1","tag":null,"to":"15551234567"}]}""");

        assertThat(lookup(keyed().build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>", "{\"items\":[", "{}", "{\"items\":null}", "{\"items\":{}}"})
    void an_answer_that_cannot_be_read_is_no_absence(String body) {
        VENDOR.says(200, body);

        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void a_refusal_is_no_absence() {
        VENDOR.says(403, error("Insufficient scope"));
        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(CredentialsException.class);

        VENDOR.says(500, "");
        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(ProviderUnavailableException.class);

        VENDOR.says(404, fixture("error-404.reply.json"));
        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(SmsException.class);
    }

    @Test
    void silence_is_no_absence_and_goes_through_as_it_is() {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> lookup(keyed().build())).isInstanceOf(HttpException.class);
    }

    private static Optional<Message> lookup(SendRequest request) {
        try (SmsProvider provider = VENDOR.door().lookupByTag(true).build().provider()) {
            return provider.lookup(request, Deadline.after(Duration.ofSeconds(10)));
        }
    }

    private static void sendWithLookup(SendRequest request) {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().lookupByTag(true).build())
                .build()) {
            client.trySend(request);
        }
    }
}
