package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a response may mean: no text in a 408 or a 5xx makes a certain rejection, no error text and no web page in a
 * 2xx makes an acceptance, and status words are read in any case.
 */
public abstract class AnswerContract extends LeakContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected AnswerContract() {}

    /** The provider's error tables; the contract sends their texts where they must not count. */
    protected abstract List<ErrorTable> errorTables();

    /**
     * Whether the vendor documents that it did nothing if it answers with this status and {@link #errorBody} of this
     * text, by a code in the body.
     */
    protected boolean isDocumentedNo(int status, String text) {
        return false;
    }

    /** Bodies of a 2xx in which the vendor documents that the message has failed; none by default. */
    protected List<String> failed() {
        return List.of();
    }

    /**
     * Bodies of a 2xx in which the vendor accepted one segment of a message and rejected another; none if a response
     * always applies to the whole message.
     */
    protected List<String> partlyFailed() {
        return List.of();
    }

    private List<String> texts(int status) {
        List<String> ours =
                errorTables().stream().flatMap(table -> table.texts().stream()).toList();
        return ServerErrors.with(ours).stream()
                .filter(text -> !isDocumentedNo(status, text))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    final void no_text_in_a_server_error_is_a_certain_rejection(int status) {
        List<Behaviour> script = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        for (String text : texts(status)) {
            script.add(Behaviour.answer(status, "application/json", errorBody(text)));
            script.add(Behaviour.answer(status, "text/plain", text));
            script.add(Behaviour.answer(status, "text/html", page(text)));
            List.of("in the vendor's envelope", "as plain text", "as a page")
                    .forEach(how -> sent.add(text + ", " + how));
        }
        List<SendResult> answers = answers(script);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!(answers.get(i) instanceof SendResult.Unknown)) {
                wrong.add(sent.get(i) + ": " + answers.get(i));
            }
        }
        assertThat(wrong)
                .as(
                        "texts that made something certain of a %s, which the vendor may have answered after taking the message",
                        status)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    final void text_in_a_server_error_suppresses_nobody_and_causes_no_failover(int status) {
        RecordingProvider second = new RecordingProvider("second");
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = SmsClient.builder()
                        .retry(RetryPolicy.none())
                        .provider(provider(vendor.url().toString(), secret(), HttpOptions.defaults()))
                        .provider(second)
                        .build()) {
            vendor.script(Behaviour.answer(status, "application/json", errorBody(String.join("; ", texts(status)))));
            SendOutcome outcome = client.trySend(request().build());

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(client.suppressions().all()).isEmpty();
            assertThat(second.sends()).isZero();
        }
    }

    static List<String> refusals() {
        return List.of(
                "{\"success\":false}",
                "{\"success\":\"False\"}",
                "{\"success\":false,\"message\":\"Insufficient funds\"}",
                "{\"error\":\"insufficient balance\"}",
                "{\"success\":false,\"error\":\"insufficient balance\"}",
                "{\"error\":{\"code\":1,\"description\":\"no credit\"}}",
                "{\"error\":{\"code\":33023}}",
                "{\"errors\":[{\"message\":\"no credit\"}]}",
                "{\"code\":33023,\"message\":\"not allowed\"}",
                "{\"code\":\"33028\"}",
                "{\"code\":\"INSUFFICIENT_CREDITS\",\"message\":\"no credit\"}",
                "{\"status\":\"error\",\"message\":\"no credit\"}",
                "{\"data\":{\"success\":false}}",
                "{\"message\":\"Insufficient funds\"}");
    }

    @ParameterizedTest
    @MethodSource("refusals")
    final void an_error_text_in_a_2xx_is_no_acceptance(String body) {
        assertNoYes(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient funds", "service unavailable", "not allowed"})
    final void the_vendors_error_envelope_in_a_2xx_is_no_acceptance(String text) {
        assertNoYes(errorBody(text));
    }

    private void assertNoYes(String body) {
        List<Behaviour> script = new ArrayList<>();
        for (int status : new int[] {200, 201, 202}) {
            script.add(Behaviour.answer(status, "application/json", body));
        }
        assertThat(answers(script)).as(body).noneMatch(result -> result instanceof SendResult.Accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, <html><body>Log in to this network</body></html>",
        "text/html; charset=utf-8, <!DOCTYPE html><title>Log in</title>",
        "text/html, ''",
        "application/json, <html><body>It works!</body></html>",
        "text/plain, <!doctype html>"
    })
    final void a_page_in_a_2xx_is_unknown_and_its_type_is_named(String contentType, String body) {
        String type = contentType.replaceFirst(";.*", "");
        List<Behaviour> script = List.of(
                Behaviour.answer(200, contentType, body),
                Behaviour.answer(201, contentType, body),
                Behaviour.answer(202, contentType, body));
        assertThat(answers(script))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                SendResult.Unknown.class,
                                unclear -> assertThat(unclear.reason()).contains(type)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":", "[", ""})
    final void unreadable_json_in_a_2xx_stays_accepted(String body) {
        List<Behaviour> script = List.of(
                Behaviour.cutBody(202, "application/json", body), Behaviour.answer(202, "application/json", body));
        assertThat(answers(script)).allMatch(result -> result instanceof SendResult.Accepted);
    }

    @Test
    final void a_status_is_read_whatever_the_case_of_its_word() {
        Received right = received(accepted());
        List<String> bodies = StatusWords.inOtherCases(right.body());
        List<Behaviour> script = new ArrayList<>(List.of(accepted()));
        bodies.forEach(body -> script.add(Behaviour.answer(right.status(), right.contentType(), body)));
        List<SendResult> answers = answers(script);

        assertThat(answers).allMatch(result -> result instanceof SendResult.Accepted);
        assertThat(answers)
                .extracting(result -> ((SendResult.Accepted) result).message())
                .extracting(Message::status)
                .as("the statuses of %s", bodies)
                .containsOnly(((SendResult.Accepted) answers.get(0)).message().status());
    }

    @Test
    final void a_failed_message_in_a_2xx_is_rejected_whatever_the_case_of_its_status() {
        int status = received(accepted()).status();
        for (String body : failed()) {
            List<Behaviour> script = new ArrayList<>(List.of(Behaviour.answer(status, "application/json", body)));
            StatusWords.inOtherCases(body)
                    .forEach(other -> script.add(Behaviour.answer(status, "application/json", other)));
            List<SendResult> answers = answers(script);

            if (!StatusWords.areNumbers(body)) {
                assertThat(script).as("a status in %s", body).hasSizeGreaterThan(1);
            }
            assertThat(answers).as(body).allMatch(result -> result instanceof SendResult.Rejected);
            assertThat(answers)
                    .extracting(
                            result -> ((SendResult.Rejected) result).failure().type())
                    .as(body)
                    .containsOnly(
                            ((SendResult.Rejected) answers.get(0)).failure().type());
        }
    }

    @Test
    final void one_rejected_segment_does_not_make_the_whole_rejected() {
        int status = received(accepted()).status();
        for (String body : partlyFailed()) {
            assertThat(answers(List.of(Behaviour.answer(status, "application/json", body))))
                    .as("a segment of it is on its way, so no other provider may send it: %s", body)
                    .noneMatch(result -> result instanceof SendResult.Rejected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 299})
    final void any_2xx_is_accepted_and_its_id_is_read(int status) {
        Received right = received(accepted());
        List<SendResult> answers =
                answers(List.of(accepted(), Behaviour.answer(status, right.contentType(), right.body())));

        assertThat(answers)
                .as("the vendor's own response, with HTTP %s", status)
                .allMatch(result -> result instanceof SendResult.Accepted);
        assertThat(answers)
                .extracting(result -> ((SendResult.Accepted) result).message().id())
                .as("the id that is read, with HTTP %s", status)
                .containsOnly(((SendResult.Accepted) answers.get(0)).message().id());
    }

    /** The provider's result for each body, with one attempt each. */
    final List<SendResult> answers(List<Behaviour> script) {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(script.toArray(Behaviour[]::new));
            SmsProvider provider = provider(vendor.url().toString(), secret(), HttpOptions.defaults())
                    .provider();
            SendRequest request = request().build();
            List<SendResult> answers = new ArrayList<>();
            for (int i = 0; i < script.size(); i++) {
                answers.add(CompletedAttempt.run(
                                provider.name(),
                                1,
                                request.key(),
                                Clock.systemUTC(),
                                Deadline.after(PATIENCE),
                                context -> provider.send(request, context))
                        .result());
            }
            provider.close();
            assertThat(vendor.requests(sendsBy())).isEqualTo(script.size());
            return answers;
        }
    }

    private static String page(String text) {
        return "<html><head><title>Error</title></head><body><p>" + text + "</p></body></html>";
    }

    /** A vendor's response on the wire. */
    private record Received(int status, String contentType, String body) {}

    private static Received received(Behaviour behaviour) {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(behaviour);
            HttpURLConnection connection =
                    (HttpURLConnection) vendor.url().toURL().openConnection();
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            try (InputStream in = connection.getInputStream()) {
                String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                String type = connection.getContentType();
                return new Received(connection.getResponseCode(), type == null ? "" : type, body);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
