package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.ConfigurationException;
import io.heliograph.error.RejectedException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Sender;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v3/messages/sender-ids}. */
class WavixSenderIdsTest {
    private static final String ID = "3c7a5a90-43e0-43e0-b006-fdfea30c5a7c";
    private static final String PATH = "/v3/messages/sender-ids/" + ID;

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static NewSenderId wavix() {
        return NewSenderId.of(Sender.of("Wavix"), NewSenderId.UseCase.PROMO, List.of("GB", "IE"));
    }

    @Test
    void the_list_is_one_get_with_hyphens_in_its_path() {
        VENDOR.says(200, fixture("sender-ids.reply.json"));

        List<SenderId> all = VENDOR.ask(wavix -> wavix.senderIds().list());

        VENDOR.got(getRequestedFor(urlEqualTo("/v3/messages/sender-ids"))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test")));
        assertThat(all)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("rawJson")
                .containsExactly(
                        new SenderId(
                                ID,
                                "Wavix",
                                "alphanumeric",
                                List.of("GB", "IE"),
                                "promo",
                                List.of("Sample message 1", "Sample message 2"),
                                ""),
                        new SenderId(
                                "4d8b6ba1-54f1-54f1-c117-0egfb41d6b8d",
                                "15072429497",
                                "numeric",
                                List.of(),
                                null,
                                List.of(),
                                ""));
    }

    @Test
    void odd_entries_of_the_list_never_throw() {
        VENDOR.says(200, """
                {"items":[null,{},{"id":7,"sender_id":null,"type":"shortcode","allowlisted_in":"GB","samples":[null,1,{}]}]}""");

        List<SenderId> all = VENDOR.ask(wavix -> wavix.senderIds().list());

        assertThat(all).hasSize(2);
        assertThat(all.get(1).id()).isEqualTo("7");
        assertThat(all.get(1).senderId()).isEmpty();
        assertThat(all.get(1).type()).isEqualTo("shortcode");
        assertThat(all.get(1).allowlistedIn()).isEmpty();
        assertThat(all.get(1).samples()).containsExactly("1");
    }

    @Test
    void one_is_asked_for_by_its_id() {
        VENDOR.says(200, fixture("sender-id.reply.json"));

        Optional<SenderId> one = VENDOR.ask(wavix -> wavix.senderIds().get(ID));

        VENDOR.got(getRequestedFor(urlEqualTo(PATH)));
        assertThat(one.orElseThrow().senderId()).isEqualTo("Wavix");
    }

    @Test
    void one_that_wavix_does_not_have_is_empty() {
        VENDOR.says(404, fixture("error-404.reply.json"));

        assertThat(VENDOR.<Optional<SenderId>>ask(wavix -> wavix.senderIds().get(ID)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>not here</html>"})
    void a_404_that_is_not_the_vendors_is_a_wrong_base_url(String body) {
        VENDOR.says(404, body);

        assertThatThrownBy(() -> VENDOR.ask(wavix -> wavix.senderIds().get(ID)))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> VENDOR.ask(wavix -> wavix.senderIds().delete(ID)))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void a_new_one_has_exactly_the_documented_fields() {
        VENDOR.says(201, fixture("sender-id-create.reply.json"));

        Optional<SenderId> created = VENDOR.ask(wavix -> wavix.senderIds()
                .create(wavix().monthlyVolume(NewSenderId.MonthlyVolume.UP_TO_20000)
                        .sample("Sample message 1")
                        .sample("Sample message 2")));

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages/sender-ids"))
                .withRequestBody(equalToJson(fixture("sender-id-create.request.json"), false, false)));
        assertThat(VENDOR.sent())
                .containsOnlyKeys("sender_id", "type", "countries", "usecase", "monthly_volume", "samples");
        assertThat(created.orElseThrow().id()).isEqualTo(ID);
    }

    @Test
    void what_is_not_given_is_left_out() {
        VENDOR.says(201, fixture("sender-id-create.reply.json"));

        VENDOR.change(wavix -> wavix.senderIds().create(wavix()));

        assertThat(VENDOR.sent()).containsOnlyKeys("sender_id", "type", "countries", "usecase");
    }

    @ParameterizedTest
    @CsvSource({"+15072429497, 15072429497, numeric", "12345, 12345, numeric", "A+B Co, A+B Co, alphanumeric"})
    void the_type_follows_from_the_sender_and_a_number_has_no_plus(String sender, String written, String type) {
        VENDOR.says(201, fixture("sender-id-create.reply.json"));

        VENDOR.change(wavix -> wavix.senderIds()
                .create(NewSenderId.of(Sender.of(sender), NewSenderId.UseCase.TRANSACTIONAL, List.of("GB"))));

        assertThat(VENDOR.sent())
                .containsEntry("sender_id", written)
                .containsEntry("type", type)
                .containsEntry("usecase", "transactional");
    }

    @ParameterizedTest
    @CsvSource({
        "UP_TO_1000,   1-1000",
        "UP_TO_20000,  1001-20000",
        "UP_TO_50000,  20001-50000",
        "UP_TO_100000, 50001-100000",
        "MORE,         More than 100000"
    })
    void each_volume_is_the_vendors_word(NewSenderId.MonthlyVolume volume, String word) {
        VENDOR.says(201, fixture("sender-id-create.reply.json"));

        VENDOR.change(wavix -> wavix.senderIds().create(wavix().monthlyVolume(volume)));

        assertThat(VENDOR.sent()).containsEntry("monthly_volume", word);
    }

    @ParameterizedTest
    @EnumSource(NewSenderId.UseCase.class)
    void each_use_is_the_vendors_word(NewSenderId.UseCase use) {
        VENDOR.says(201, fixture("sender-id-create.reply.json"));

        VENDOR.change(wavix -> wavix.senderIds().create(NewSenderId.of(Sender.of("Wavix"), use, List.of("GB"))));

        assertThat(List.of("transactional", "promo", "authentication"))
                .contains(String.valueOf(VENDOR.sent().get("usecase")));
    }

    @Test
    void all_that_is_wrong_with_a_new_one_is_said_at_once() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> NewSenderId.of(Sender.of("A!"), NewSenderId.UseCase.PROMO, List.of("gb")));

        assertThat(refused).isNotNull();
        assertThat(refused.violations()).extracting("field").containsExactly("from", "countries");
        assertThatThrownBy(() -> NewSenderId.of(Sender.of("ACME"), NewSenderId.UseCase.PROMO, List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("countries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>"})
    void a_creation_whose_answer_cannot_be_read_was_made_all_the_same(String body) {
        VENDOR.says(201, body);

        assertThat(VENDOR.<Optional<SenderId>>ask(wavix -> wavix.senderIds().create(wavix())))
                .isEmpty();
    }

    @Test
    void a_creation_that_is_refused_says_why() {
        VENDOR.says(400, error("Missing or invalid parameter countries"));

        SmsException refused = catchThrowableOfType(
                SmsException.class, () -> VENDOR.ask(wavix -> wavix.senderIds().create(wavix())));

        assertThat(refused).isInstanceOf(RejectedException.class);
        assertThat(refused.errorType()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(refused.failure().orElseThrow().vendorText()).contains("Missing or invalid parameter countries");
    }

    @Test
    void a_deletion_has_no_body_and_takes_both_documented_answers() {
        VENDOR.says(200, fixture("success.reply.json"));
        assertThat(VENDOR.<Boolean>ask(wavix -> wavix.senderIds().delete(ID))).isTrue();
        VENDOR.got(deleteRequestedFor(urlEqualTo(PATH)).withHeader("Content-Type", absent()));
        assertThat(VENDOR.onlyRequest().getBody()).isEmpty();

        VENDOR.says(aResponse().withStatus(204));
        assertThat(VENDOR.<Boolean>ask(wavix -> wavix.senderIds().delete(ID))).isTrue();
    }

    @Test
    void deleting_what_is_not_there_is_no_error() {
        VENDOR.says(404, fixture("error-404.reply.json"));

        assertThat(VENDOR.<Boolean>ask(wavix -> wavix.senderIds().delete(ID))).isFalse();
    }

    @Test
    void a_deletion_that_is_refused_is_thrown() {
        VENDOR.says(422, error("The Sender ID is in use"));

        assertThatThrownBy(() -> VENDOR.ask(wavix -> wavix.senderIds().delete(ID)))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a\nb"})
    void an_id_that_could_climb_out_of_the_path_is_refused_before_any_request(String id) {
        assertThatThrownBy(() -> VENDOR.ask(wavix -> wavix.senderIds().get(id)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> VENDOR.ask(wavix -> wavix.senderIds().delete(id)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }
}
