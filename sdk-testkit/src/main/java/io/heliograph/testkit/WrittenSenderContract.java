package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.Suppression;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A STOP suppresses the person who sent it, however the network or the phone writes the sender; or it suppresses
 * nobody, and the event and a line in the log say so. It never suppresses another person, and is never ignored
 * silently.
 *
 * <p>The contract writes other senders into the fixtures of an SMS from a phone number; it tests nothing for a vendor
 * without inbound webhooks.
 */
public abstract class WrittenSenderContract extends WebhookProofContract {
    private static final String STOP = "STOP";

    protected WrittenSenderContract() {}

    /** An inbound SMS from a phone number; its body contains the sender and the text once each. */
    private record Inbound(String body, String sender, String text, boolean form) {
        byte[] stopOf(String written) {
            return body.replace(quoted(sender, form), quoted(written, form))
                    .replace(quoted(text, form), quoted(STOP, form))
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** A value as it is written in a document. */
        static String quoted(String text, boolean form) {
            return form
                    ? "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)
                    : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
    }

    private List<Inbound> inbound() {
        return fixtures().stream().flatMap(this::inbound).toList();
    }

    private Stream<Inbound> inbound(WebhookFixture fixture) {
        List<SmsEvent> events = parser().parse(request(fixture.body(), new WebhookProof(Map.of(), ""), ""), NOW);
        if (events.size() != 1 || !(events.get(0) instanceof MessageReceived received)) {
            return Stream.empty();
        }
        boolean fits = received.kind() == MessageReceived.Kind.SMS
                && received.from()
                        .filter(sender -> sender.kind() == Sender.Kind.PHONE)
                        .isPresent()
                && fixture.text().contains(Inbound.quoted(received.rawFrom(), sendsForms()))
                && fixture.text().contains(Inbound.quoted(received.text(), sendsForms()));
        return fits
                ? Stream.of(new Inbound(fixture.text(), received.rawFrom(), received.text(), sendsForms()))
                : Stream.empty();
    }

    /** The state after a STOP. */
    private record StopEffect(List<SmsEvent> events, Set<PhoneNumber> held, String log) {}

    private StopEffect stop(Inbound inbound, String written) {
        byte[] body = inbound.stopOf(written);
        try (LogCapture logs = new LogCapture();
                SmsClient client = client("webhook-secrets", SECRET)) {
            List<SmsEvent> events =
                    client.webhooks().receive(factory().name(), request(body, proof(body, SECRET, Instant.now()), ""));
            try (Stream<Suppression> all = client.suppressions().all()) {
                return new StopEffect(events, all.map(Suppression::recipient).collect(Collectors.toSet()), logs.text());
            }
        }
    }

    @Test
    final void the_fixtures_of_a_vendor_that_brings_messages_have_one_of_a_number() {
        boolean brings =
                fixtures().stream().anyMatch(fixture -> fixture.expected().contains("kind: SMS"));

        assertThat(inbound().isEmpty()).isEqualTo(!brings);
    }

    /** Each is one number and no other, because it has its plus. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+66812345678            | +66812345678",
                "+66 81 234 5678         | +66812345678",
                "+66-81-234-5678         | +66812345678",
                "+66 (0)81 234 5678      | +66812345678",
                "+660812345678           | +66812345678",
                "+1 (202) 555-0123       | +12025550123",
                "+1.202.555.0123         | +12025550123",
                "<202a>+66812345678<202c>| +66812345678",
                "<200e>+66812345678      | +66812345678",
                "+66812345678<200b>      | +66812345678",
                "+66<00a0>81<2011>2345678| +66812345678",
                "<ff0b>66812345678       | +66812345678",
                "+66812345678/TYPE=PLMN  | +66812345678",
                "tel:+66812345678        | +66812345678",
                "tel:+66-81-234-5678     | +66812345678",
                "+5215512345678          | +525512345678",
                "+551187654321           | +5511987654321",
                "+22997123456            | +2290197123456",
                "+22507123456            | +2250707123456",
                "+541123456789           | +5491123456789"
            })
    final void a_stop_suppresses_its_sender_however_the_number_is_written(String pattern, String person) {
        String written = marked(pattern);
        for (Inbound inbound : inbound()) {
            StopEffect effect = stop(inbound, written);

            assertThat(effect.held()).as("held of %s", pattern).containsExactly(PhoneNumber.of(person));
        }
    }

    /**
     * Without a plus the number depends on the vendor's country; if that is unknown, the event and the log must show
     * it.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "66812345678             | +66812345678",
                "66 81 234 5678          | +66812345678",
                "66812345678/TYPE=PLMN   | +66812345678",
                "12025550123             | +12025550123",
                "41791234567             | +41791234567",
                "2025550123              | +12025550123",
                "(202) 555-0123          | +12025550123",
                "0812345678              | +66812345678",
                "081-234-5678            | +66812345678",
                "0066812345678           | +66812345678",
                "tel:2025550123          | +12025550123",
                "tel:2025550123;phone-context=+1 | +12025550123",
                "555-0123                | +12025550123",
                "+66812345678x           | +66812345678",
                "+                       | +66812345678"
            })
    final void a_stop_of_an_ambiguous_number_suppresses_no_other_person_and_is_reported(String written, String person) {
        for (Inbound inbound : inbound()) {
            StopEffect effect = stop(inbound, written);

            if (effect.held().isEmpty()) {
                assertThat(effect.events())
                        .as("the event of %s", written)
                        .singleElement()
                        .satisfies(event -> assertThat(event instanceof SmsEvent.Unrecognised || isUnrecognised(event))
                                .isTrue());
                assertThat(effect.log()).as("the log of %s", written).containsPattern("(WARN|INFO) [^\n]*STOP");
                if (written.length() > 4) { // every line of a log may contain a plus
                    assertThat(effect.log() + effect.events()).doesNotContain(written);
                }
            } else {
                assertThat(effect.held()).as("held of %s", written).containsExactly(PhoneNumber.of(person));
            }
        }
    }

    private static boolean isUnrecognised(SmsEvent event) {
        return event instanceof MessageReceived received && received.isSenderUnrecognised();
    }

    /** There is no number to suppress. */
    @ParameterizedTest
    @CsvSource({"26969", "ACME", "7-11"})
    final void a_stop_of_a_short_code_or_a_name_suppresses_nobody_and_is_reported(String written) {
        for (Inbound inbound : inbound()) {
            StopEffect effect = stop(inbound, written);

            assertThat(effect.held()).isEmpty();
            assertThat(effect.log()).containsPattern("(WARN|INFO) [^\n]*STOP");
        }
    }

    /** The pattern with invisible characters as their code points in angle brackets. */
    private static String marked(String pattern) {
        return Pattern.compile("<([0-9a-f]{4})>")
                .matcher(pattern)
                .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
    }
}
