package io.heliograph.testkit;

import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each contract method finds the mistake that it is for. */
class PlantedMistakeTest {
    static final ErrorTable TABLE = ErrorTable.of(
            ErrorRow.text("out of credit").is(ErrorType.INSUFFICIENT_CREDIT),
            ErrorRow.text("opted out").is(ErrorType.OPTED_OUT));

    private static SendResult refused(ErrorType type) {
        return new SendResult.Rejected(Failure.of(type, "a mistake"));
    }

    private static SendResult right(HttpResponse response, SendRequest request) {
        return BareProvider.read(response, request);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void a_text_of_the_table_found_in_a_server_error(int status) {
        Planted mistake = Planted.reading((response, request) ->
                response.status() == status && response.body().contains("out of credit")
                        ? refused(ErrorType.INSUFFICIENT_CREDIT)
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.no_text_in_a_server_error_is_a_certain_rejection(status));
    }

    @Test
    void a_text_of_the_table_found_inside_an_intermediate_servers_text() {
        Planted mistake =
                Planted.reading((response, request) -> response.body().contains("after send: opted out, upstream")
                        ? refused(ErrorType.PERMISSION)
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.no_text_in_a_server_error_is_a_certain_rejection(503));
    }

    @Test
    void a_proxys_text_read_as_a_rejection() {
        Planted mistake = Planted.reading((response, request) ->
                response.status() == 503 && response.body().contains("balance")
                        ? refused(ErrorType.INSUFFICIENT_CREDIT)
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.no_text_in_a_server_error_is_a_certain_rejection(503));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html"})
    void a_rejection_read_from_something_else_than_the_vendors_envelope(String contentType) {
        Planted mistake = Planted.reading(
                (response, request) -> response.status() == 504 && contentType.equals(response.contentType())
                        ? refused(ErrorType.PROVIDER_ERROR)
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.no_text_in_a_server_error_is_a_certain_rejection(504));
    }

    @Test
    void a_server_error_read_as_accepted() {
        Planted mistake = Planted.reading((response, request) ->
                response.status() == 502 ? new SendResult.Accepted(BareProvider.QUEUED) : right(response, request));

        mistake.assertBreaks(contract -> contract.no_text_in_a_server_error_is_a_certain_rejection(502));
    }

    @Test
    void an_opt_out_found_in_a_server_error() {
        Planted mistake = Planted.reading((response, request) ->
                response.status() == 500 && response.body().contains("DNC")
                        ? refused(ErrorType.OPTED_OUT)
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.text_in_a_server_error_suppresses_nobody_and_causes_no_failover(500));
    }

    @Test
    void a_server_error_after_which_another_provider_sends() {
        Planted mistake = Planted.reading((response, request) ->
                response.status() == 500 && response.body().contains("balance")
                        ? refused(ErrorType.INSUFFICIENT_CREDIT)
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.text_in_a_server_error_suppresses_nobody_and_causes_no_failover(500));
    }

    @Test
    void every_2xx_read_as_accepted() {
        Planted mistake = Planted.reading((response, request) ->
                response.is2xx() ? new SendResult.Accepted(BareProvider.QUEUED) : right(response, request));

        AnswerContract.refusals()
                .forEach(body ->
                        mistake.assertBreaks(contract -> contract.an_error_text_in_a_2xx_is_no_acceptance(body)));
        mistake.assertBreaks(contract -> contract.the_vendors_error_envelope_in_a_2xx_is_no_acceptance("not allowed"));
        mistake.assertBreaks(contract ->
                contract.a_page_in_a_2xx_is_unknown_and_its_type_is_named("text/html", "<html>Log in</html>"));
        mistake.assertBreaks(contract ->
                contract.a_page_in_a_2xx_is_unknown_and_its_type_is_named("application/json", "<html></html>"));
    }

    @Test
    void a_web_page_read_as_a_certain_rejection() {
        Planted mistake = Planted.reading((response, request) ->
                response.body().startsWith("<") ? refused(ErrorType.CONFIGURATION) : right(response, request));

        mistake.assertBreaks(contract ->
                contract.a_page_in_a_2xx_is_unknown_and_its_type_is_named("text/html", "<html>Log in</html>"));
    }

    @Test
    void a_page_without_its_type_named() {
        Planted mistake = Planted.reading((response, request) ->
                response.is2xx() ? new SendResult.Unknown("it can't be read") : right(response, request));

        mistake.assertBreaks(contract ->
                contract.a_page_in_a_2xx_is_unknown_and_its_type_is_named("text/html", "<html>Log in</html>"));
    }

    @Test
    void an_unreadable_2xx_read_as_unknown() {
        Planted mistake = Planted.reading(
                (response, request) -> response.is2xx() && !response.body().endsWith("}")
                        ? new SendResult.Unknown("cut")
                        : right(response, request));

        mistake.assertBreaks(contract -> contract.unreadable_json_in_a_2xx_stays_accepted("{\"id\":"));
        mistake.assertBreaks(contract -> contract.unreadable_json_in_a_2xx_stays_accepted(""));
    }

    @Test
    void a_status_read_in_one_case_only() {
        Planted mistake = Planted.reading((response, request) -> {
            Status status = response.body().contains("\"queued\"") ? Status.QUEUED : Status.UNKNOWN;
            MessageId id = new MessageId("bare", "m-1");
            return Acceptance.of(response, Message.builder(id, status).build());
        });

        mistake.assertBreaks(AnswerContract::a_status_is_read_whatever_the_case_of_its_word);
    }

    @Test
    void a_failure_read_in_one_case_only() {
        Planted mistake = Planted.reading((response, request) -> response.body().contains("\"failed\"")
                ? refused(ErrorType.OTHER)
                : Acceptance.of(response, BareProvider.QUEUED));

        mistake.assertBreaks(AnswerContract::a_failed_message_in_a_2xx_is_rejected_whatever_the_case_of_its_status);
    }

    @Test
    void a_failure_with_another_reason_in_another_case() {
        Planted mistake = Planted.reading((response, request) -> {
            String body = response.body();
            boolean failed = body.toLowerCase(Locale.ROOT).contains("\"failed\"");
            ErrorType type = body.contains("\"failed\"") ? ErrorType.OTHER : ErrorType.NO_ROUTE;
            return failed ? refused(type) : right(response, request);
        });

        mistake.assertBreaks(AnswerContract::a_failed_message_in_a_2xx_is_rejected_whatever_the_case_of_its_status);
    }
}
