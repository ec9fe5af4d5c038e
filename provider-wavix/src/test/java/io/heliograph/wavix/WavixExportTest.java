package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.DeadlineException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v3/messages/all}: one message per line. */
class WavixExportTest {
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private final List<Message> messages = new ArrayList<>();

    @Test
    void each_line_is_a_message_with_its_raw_line() {
        lines(fixture("export.reply.ndjson"));

        ExportSummary summary = export(MessageFilter.outbound().build());

        assertThat(summary).isEqualTo(new ExportSummary(3, 0));
        assertThat(messages)
                .extracting(Message::status)
                .containsExactly(Status.DELIVERED, Status.UNDELIVERED, Status.UNCONFIRMED);
        assertThat(messages)
                .extracting(Message::rawJson)
                .containsExactlyElementsOf(
                        fixture("export.reply.ndjson").lines().toList());
        assertThat(messages.get(0).to()).contains(PhoneNumber.of("+16419252149"));
        assertThat(messages.get(0).failure()).isEmpty();
        assertThat(messages.get(1).failure().orElseThrow().vendorText()).contains("Unsubscribed recipient");
    }

    @Test
    void days_become_their_first_and_last_second() {
        lines("");

        export(MessageFilter.outbound()
                .sentAfter(LocalDate.of(2023, 4, 10))
                .sentBefore(LocalDate.of(2023, 4, 13))
                .build());

        VENDOR.got(getRequestedFor(urlEqualTo("/v3/messages/all?type=outbound"
                        + "&sent_after=2023-04-10T00%3A00%3A00&sent_before=2023-04-13T23%3A59%3A59"))
                .withHeader("Accept", equalTo("application/x-ndjson, application/json"))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test")));
    }

    @Test
    void times_go_out_to_the_second_without_a_zone_and_without_pages() {
        lines("");

        export(MessageFilter.inbound()
                .sentAfter(LocalDateTime.of(2023, 4, 10, 0, 0, 0))
                .sentBefore(LocalDateTime.of(2023, 4, 10, 12, 30, 0, 999_000_000))
                .from(Sender.of("+16419252149"))
                .perPage(50)
                .build());

        assertThat(VENDOR.urls())
                .containsExactly("/v3/messages/all?type=inbound&from=16419252149"
                        + "&sent_after=2023-04-10T00%3A00%3A00&sent_before=2023-04-10T12%3A30%3A00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message_id\":",
                "null",
                "[]",
                "42",
                "<html>",
                "{}",
                "{\"success\":false,\"message\":\"timeout\"}",
                "{\"message_id\":null}",
                "{\"message_id\":{}}"
            })
    void a_line_that_is_no_message_is_counted_and_the_others_are_read(String bad) {
        List<String> good = fixture("export.reply.ndjson").lines().toList();
        lines(good.get(0) + '\n' + bad + '\n' + good.get(2) + '\n');

        assertThat(export(MessageFilter.outbound().build())).isEqualTo(new ExportSummary(2, 1));
        assertThat(messages).hasSize(2);
    }

    @Test
    void blank_lines_carriage_returns_and_a_missing_last_end_do_no_harm() {
        String all = fixture("export.reply.ndjson").strip().replace("\n", "\r\n\r\n \n");
        lines("\n" + all);

        assertThat(export(MessageFilter.outbound().build())).isEqualTo(new ExportSummary(3, 0));
    }

    @Test
    void a_wrapped_message_is_read_too() {
        lines("""
                {"message":{"message_id":"m-1","status":"sent"}}
                """);

        export(MessageFilter.outbound().build());

        assertThat(messages).singleElement().extracting(Message::status).isEqualTo(Status.SENT);
    }

    @Test
    void messages_are_handed_on_while_the_answer_is_still_coming() {
        String first = fixture("export.reply.ndjson").lines().findFirst().orElseThrow();
        try (SocketHarness server = SocketHarness.start()) {
            server.script(Behaviour.cutBody(200, "application/x-ndjson", first + "\n" + first));
            Wavix wavix = Wavix.builder()
                    .apiKey("key")
                    .baseUrl("http://127.0.0.1:" + server.port())
                    .build();

            assertThatThrownBy(() -> wavix.export(MessageFilter.outbound().build(), ENOUGH, messages::add))
                    .isInstanceOf(ProviderUnavailableException.class);
            wavix.provider().close();
        }

        assertThat(messages).as("what came before the break").hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void what_the_reader_throws_ends_the_export() {
        lines(fixture("export.reply.ndjson"));

        assertThatThrownBy(() -> VENDOR.ask(
                        wavix -> wavix.export(MessageFilter.outbound().build(), ENOUGH, message -> {
                            messages.add(message);
                            throw new IllegalStateException("enough");
                        })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(messages).hasSize(1);
    }

    @Test
    void a_refusal_is_thrown_and_read_as_no_line() {
        VENDOR.says(403, error("The service is not provisioned for your account."));

        assertThatThrownBy(() -> export(MessageFilter.outbound().build())).isInstanceOf(CredentialsException.class);
        assertThat(messages).isEmpty();
    }

    @Test
    void no_answer_is_thrown_in_the_words_of_every_provider() {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> export(MessageFilter.outbound().build()))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("wavix");
    }

    @Test
    void the_deadline_is_the_callers() {
        VENDOR.says(aResponse().withFixedDelay(3_000).withBody(""));

        assertThatThrownBy(() -> VENDOR.ask(
                        wavix -> wavix.export(MessageFilter.outbound().build(), Duration.ofMillis(200), messages::add)))
                .isInstanceOf(DeadlineException.class);
    }

    private static void lines(String body) {
        VENDOR.says(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/x-ndjson")
                .withBody(body));
    }

    private ExportSummary export(MessageFilter filter) {
        return VENDOR.ask(wavix -> wavix.export(filter, ENOUGH, messages::add));
    }
}
