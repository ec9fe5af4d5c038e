package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /sms/preview}, and {@code POST /sms/send} as a dry run. */
class ThaiBulkEstimateTest {
    private static final Campaign CAMPAIGN = Campaign.text("We open at nine")
            .to(List.of(PhoneNumber.of("+66812345678"), PhoneNumber.of("+66898765432")))
            .build();

    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Test
    void a_preview_is_one_post_of_content_and_recipients() {
        VENDOR.says(200, fixture("preview.reply.json"));

        Estimate estimate = VENDOR.at(door -> door.preview(CAMPAIGN));

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/preview"))
                .withRequestBody(equalToJson(fixture("preview.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("content", "msisdns");
        assertThat(estimate.parts()).hasValue(1);
        assertThat(estimate.credits()).contains(new BigDecimal("2"));
        assertThat(estimate.rawJson()).isEqualTo(fixture("preview.reply.json"));
        assertThat(estimate).hasToString("Estimate[1 parts, 2 credits]");
    }

    @Test
    void a_preview_of_a_template_to_a_group_leaves_sender_and_time_out() {
        VENDOR.says(200, fixture("preview.reply.json"));
        Campaign campaign = Campaign.template(31, Map.of("name", "Toon"))
                .toGroup(4711)
                .from("Other")
                .sendAt(Instant.parse("2026-06-01T03:00:00Z"))
                .build();

        VENDOR.at(door -> door.preview(campaign));

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"templateId":31,"variables":{"name":"Toon"},"contactGroupId":4711}""");
    }

    @Test
    void a_preview_needs_no_sender() {
        VENDOR.says(200, fixture("preview.reply.json"));
        ThaiBulk door = ThaiBulk.builder().apiKey("key").baseUrl(VENDOR.url()).build();

        assertThat(VENDOR.at(door, it -> it.preview(CAMPAIGN)).parts()).hasValue(1);
    }

    @Test
    void a_dry_run_is_a_send_that_is_marked() {
        VENDOR.says(200, fixture("dry-run.reply.json"));

        Estimate estimate = VENDOR.at(door -> door.dryRun(CAMPAIGN));

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("dry-run.request.json"), false, false)));
        assertThat(VENDOR.onlyRequest().getBodyAsString()).contains("\"dryRun\":true");
        assertThat(estimate.parts()).hasValue(1);
        assertThat(estimate.credits()).contains(new BigDecimal("2.50"));
    }

    @Test
    void only_a_dry_run_is_marked() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));

        VENDOR.at(door -> door.send(CAMPAIGN));

        assertThat(VENDOR.onlyRequest().getBodyAsString()).doesNotContain("dryRun");
    }

    @Test
    void a_dry_run_that_names_a_message_gives_no_message() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));

        Estimate estimate = VENDOR.at(door -> door.dryRun(CAMPAIGN));

        assertThat(estimate.parts()).isEmpty();
        assertThat(estimate.credits()).isEmpty();
        assertThat(estimate).hasToString("Estimate[? parts, ? credits]");
    }

    @Test
    void a_dry_run_needs_a_sender() {
        ThaiBulk door = ThaiBulk.builder().apiKey("key").baseUrl(VENDOR.url()).build();

        assertThatThrownBy(() -> VENDOR.at(door, it -> it.dryRun(CAMPAIGN)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("from ");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"parts\":3,\"credits\":6}',                             3, 6",
        "'{\"messageParts\":\"3\",\"totalCredits\":\"6.0\"}',       3, 6.0",
        "'{\"success\":true,\"data\":{\"segments\":3,\"cost\":6}}', 3, 6",
        "'{\"result\":{\"parts\":3,\"credit\":6}}',                 3, 6",
        "'{\"parts\":3,\"totalCredits\":12,\"credits\":6}',         3, 12"
    })
    void parts_and_credits_are_found_under_each_likely_name(String body, int parts, BigDecimal credits) {
        VENDOR.says(200, body);

        Estimate estimate = VENDOR.at(door -> door.preview(CAMPAIGN));

        assertThat(estimate.parts()).hasValue(parts);
        assertThat(estimate.credits()).contains(credits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"parts\":\"many\",\"credits\":{}}", "{\"new\":1}", "{\"data\":[]}"})
    void what_is_not_found_is_empty(String body) {
        VENDOR.says(200, body);

        Estimate estimate = VENDOR.at(door -> door.preview(CAMPAIGN));

        assertThat(estimate.parts()).isEmpty();
        assertThat(estimate.credits()).isEmpty();
        assertThat(estimate.rawJson()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({"404, <html>", "404, '{\"error\":\"Not found\"}'", "405, ''", "200, <html>"})
    void a_path_that_is_not_the_vendors_names_its_setting(int status, String body) {
        VENDOR.says(status, body);

        SmsException failure =
                catchThrowableOfType(SmsException.class, () -> VENDOR.at(door -> door.preview(CAMPAIGN)));

        assertThat(failure.errorType()).isEqualTo(ErrorType.CONFIGURATION);
        assertThat(failure).hasMessageContaining("heliograph.providers.thaibulk.path-preview");
    }

    @Test
    void a_refusal_is_an_exception_with_its_reason() {
        VENDOR.says(402, fixture("error-402.reply.json"));

        SmsException failure = catchThrowableOfType(SmsException.class, () -> VENDOR.at(door -> door.dryRun(CAMPAIGN)));

        assertThat(failure.errorType()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(failure.mayHaveBeenSent()).isFalse();
    }

    @Test
    void an_answer_of_a_dry_run_that_cannot_be_read_is_an_exception() {
        VENDOR.says(200, "<html>");

        assertThatThrownBy(() -> VENDOR.at(door -> door.dryRun(CAMPAIGN)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void a_lost_answer_is_an_exception_and_is_not_asked_for_again() {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> VENDOR.at(door -> door.preview(CAMPAIGN)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("thaibulk: ");
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_number_that_the_vendor_repeats_is_not_repeated_here() {
        VENDOR.says(400, error("invalid 66812345678: We open at nine"));

        assertThatThrownBy(() -> VENDOR.at(door -> door.preview(CAMPAIGN)))
                .isInstanceOf(SmsException.class)
                .hasMessageNotContainingAny("66812345678", "nine");
    }
}
