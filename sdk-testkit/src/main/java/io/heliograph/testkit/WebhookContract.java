package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.Failure;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The webhooks of every provider: only verified requests are parsed, the vendor's documents have the expected events,
 * anything else is kept as unrecognised without an exception, and no content appears in logs.
 *
 * <p>A test extends it, defines the vendor's proof, and has a folder of pairs: {@code <case>.json} (or {@code .form})
 * with a body in the vendor's bytes, and {@code <case>.expected} with its events, each as its kind and a line for
 * each field that isn't empty. It needs Logback on the test class path to capture logs.
 */
public abstract class WebhookContract extends WrittenSenderContract {
    private static final int MEGABYTE = 1_000_000;

    /** Large enough that a parser that isn't linear takes seconds; each field of each fixture gets several such values. */
    private static final int HUGE = 250_000;

    /** A linear parser takes a tenth of this in warm code. */
    private static final long MAX_NANOS_PER_BYTE = 1_000;

    private static final int TRIES = 8;

    protected WebhookContract() {}

    private List<SmsEvent> read(byte[] body) {
        return read(parser(), body);
    }

    private List<SmsEvent> read(WebhookParser parser, byte[] body) {
        return parser.parse(request(body, new WebhookProof(Map.of(), ""), ""), NOW);
    }

    @Test
    final void there_are_fixtures() {
        assertThat(fixtures()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_document_reads_as_expected(WebhookFixture fixture) {
        List<SmsEvent> events = read(fixture.body());

        assertThat(EventFormatter.of(events)).isEqualTo(fixture.expected());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.provider()).isEqualTo(factory().name());
            assertThat(event.rawJson()).isEqualTo(fixture.text());
            if (event instanceof StatusChanged changed) {
                assertThat(changed.report().receivedAt()).isEqualTo(NOW);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_status_is_read_whatever_the_case_of_its_word(WebhookFixture fixture) {
        List<String> expected = outcomes(read(fixture.body()));
        for (String document : StatusWords.inOtherCases(fixture.text())) {
            assertThat(outcomes(read(document.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(expected);
        }
    }

    private static List<String> outcomes(List<SmsEvent> events) {
        return events.stream()
                .map(event -> event instanceof StatusChanged changed
                        ? changed.report().status() + " "
                                + changed.report().failure().map(Failure::type)
                        : event.getClass().getSimpleName())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_document_that_is_cut_anywhere_is_kept_as_unrecognised(WebhookFixture fixture) {
        WebhookParser parser = parser();
        int end = fixture.text().strip().getBytes(StandardCharsets.UTF_8).length;
        for (int length = 0; length < end; length++) {
            byte[] cut = Arrays.copyOf(fixture.body(), length);
            if (sendsForms()) {
                assertKept(parser, cut); // a truncated form is still a form
            } else {
                assertUnrecognised(parser, cut);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "42",
                "\"text\"",
                "[]",
                "{}",
                "{",
                "}",
                "[[[]]]",
                "<html>502</html>",
                "a=1&b=2",
                "{\"event\":{}}",
                "\uFEFF",
                "\u0000\u0001"
            })
    final void a_document_that_is_not_the_vendors_is_kept_as_unrecognised(String body) {
        assertUnrecognised(parser(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    final void deep_nesting_is_kept_as_unrecognised() {
        for (String open : List.of("[", "{\"a\":", "{\"payload\":", "{\"data\":", "{\"messages\":[", "{\"event\":[")) {
            byte[] body = open.repeat(MEGABYTE / open.length()).getBytes(StandardCharsets.UTF_8);
            assertFast(body);
            assertUnrecognised(parser(), body);
        }
    }

    private void assertUnrecognised(WebhookParser parser, byte[] body) {
        String text = document(body);
        assertThat(read(parser, body)).singleElement().satisfies(event -> {
            assertThat(event).isInstanceOf(SmsEvent.Unrecognised.class);
            assertThat(event.provider()).isEqualTo(factory().name());
            assertThat(event.rawJson().equals(text)).isTrue(); // a failure must not print the text
        });
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_field_with_a_value_of_another_kind_causes_no_exception(WebhookFixture fixture) {
        WebhookParser parser = parser();
        List<String> documents = Mutations.wrongValues(fixture.text(), sendsForms());
        assertThat(documents).isNotEmpty();
        documents.forEach(document -> assertKept(parser, document.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    final void thousands_of_changed_documents_cause_no_exception() {
        WebhookParser parser = parser();
        List<WebhookFixture> fixtures = fixtures();
        for (long seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            byte[] body = fixtures.get(random.nextInt(fixtures.size())).body();
            assertKept(parser, Mutations.random(body, random));
        }
    }

    /** Asserts that there are events that keep the whole text, and that all their methods work. */
    private void assertKept(WebhookParser parser, byte[] body) {
        String text = document(body);
        List<SmsEvent> events;
        try {
            events = read(parser, body);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("thrown over: " + text, e);
        }
        assertThat(events).as(text).isNotEmpty().doesNotContainNull();
        assertThat(events).allMatch(event -> event.rawJson().equals(text));
        assertThat(EventFormatter.of(events) + events).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_huge_value_takes_at_most_a_microsecond_a_byte(WebhookFixture fixture) {
        List<String> documents = Mutations.hugeValues(fixture.text(), sendsForms(), HUGE);
        assertThat(documents).isNotEmpty();
        documents.forEach(document -> assertFast(document.getBytes(StandardCharsets.UTF_8)));
    }

    /** The fastest of several runs counts, in CPU time of this thread, because the machine may be busy. */
    private void assertFast(byte[] body) {
        WebhookParser parser = parser();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long max = body.length * MAX_NANOS_PER_BYTE;
        long min = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && min >= max; i++) {
            long start = threads.getCurrentThreadCpuTime();
            assertThat(read(parser, body)).isNotEmpty();
            min = Math.min(min, threads.getCurrentThreadCpuTime() - start);
        }
        String beginning = new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8);
        assertThat(min).as("%s…", beginning).isLessThan(max);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void no_number_text_or_secret_is_logged(WebhookFixture fixture) {
        StringBuilder seen = new StringBuilder();
        List<String> hidden = new ArrayList<>(List.of(SECRET, OTHER_SECRET));
        Instant now = Instant.now();
        WebhookRequest right = proven(fixture, SECRET, now);
        for (String secret : List.of(SECRET, OTHER_SECRET)) {
            WebhookProof proof = proof(fixture.body(), secret, now);
            hidden.addAll(proof.headers().values());
            hidden.addAll(proof.fields().values());
            hidden.add(proof.query().substring(proof.query().lastIndexOf('=') + 1));
        }
        try (LogCapture logs = new LogCapture();
                SmsClient client = client("webhook-secrets", SECRET)) {
            List<SmsEvent> events = client.webhooks().receive(factory().name(), right);
            events.forEach(event -> hidden.addAll(personal(event)));
            seen.append(client).append(right).append(events);
            seen.append(parser("webhook-secrets", SECRET).verifier());
            seen.append(rejection(client, proven(fixture, OTHER_SECRET, now)));
            seen.append(rejection(client, request(fixture.body(), new WebhookProof(Map.of(), ""), "")));
            seen.append(logs.text());
        }
        hidden.removeIf(String::isEmpty);
        assertThat(seen.toString()).isNotEmpty().doesNotContain(hidden);
    }

    private String rejection(SmsClient client, WebhookRequest request) {
        try {
            return client.webhooks().receive(factory().name(), request).toString();
        } catch (WebhookRejectedException e) {
            return e.toString();
        }
    }

    /** Values of an event that must not appear in logs; without parts of its id or kind. */
    private static List<String> personal(SmsEvent event) {
        List<String> all = new ArrayList<>();
        String open = event.vendorEvent() + event.eventId();
        if (event instanceof StatusChanged changed) {
            open += changed.id() + changed.report().rawStatus();
            changed.report().recipient().ifPresent(number -> all.add(number.digits()));
            changed.report()
                    .failure()
                    .flatMap(failure -> failure.vendorText())
                    .filter(text -> text.length() > 8)
                    .ifPresent(all::add);
        } else if (event instanceof MessageReceived received) {
            open += received.id();
            all.add(received.rawFrom());
            all.add(received.text());
            received.to().ifPresent(number -> all.add(number.digits()));
            received.media().forEach(media -> {
                media.name().ifPresent(all::add);
                media.url().ifPresent(all::add);
            });
        }
        String known = open;
        all.removeIf(text -> text.length() < 4 || known.contains(text));
        return all;
    }
}
