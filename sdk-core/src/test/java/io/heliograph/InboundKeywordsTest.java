package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** STOP and START of phones whose clocks are wrong: what can't count is logged, with a masked number. */
class InboundKeywordsTest {
    private static final String FROM = "+66812345678";

    private final TestTiming world = new TestTiming();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private String text = "";
    private Duration behind = Duration.ZERO;

    private final SmsClient client = Sends.client(
                    world, FakeProvider.accepting("fake").webhooks(new FakeWebhooks("fake") {
                        @Override
                        public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
                            return List.of(MessageReceived.builder(MessageId.unknown("fake"), MessageReceived.Kind.SMS)
                                    .from(FROM)
                                    .text(text)
                                    .receivedAt(receivedAt.minus(behind))
                                    .build());
                        }
                    }))
            .build();

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SmsClient.class);
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(null);
        client.close();
    }

    private void receive(String word, Duration clockBehind) {
        text = word;
        behind = clockBehind;
        String body = word + " " + world.clock().instant();
        client.webhooks()
                .receive(
                        "fake",
                        new WebhookRequest(
                                Map.of(FakeWebhooks.HEADER, List.of(FakeWebhooks.signature(body))),
                                body.getBytes(StandardCharsets.UTF_8),
                                URI.create("/hook")));
        world.passes(Duration.ofSeconds(1));
    }

    private List<String> lines() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void a_stop_that_is_older_than_a_removal_is_logged() {
        receive("STOP", Duration.ZERO);
        client.suppressions().remove(SendRequest.to(FROM).text("hi").build().to());
        receive("STOP", Duration.ofMinutes(5));

        assertThat(client.suppressions().all()).isEmpty();
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("WARN a STOP of 20")
                        .contains("add the recipient by hand")
                        .doesNotContain(FROM));
    }

    @Test
    void a_start_that_is_older_than_a_stop_is_logged() {
        receive("STOP", Duration.ZERO);
        receive("START", Duration.ofMinutes(5));

        assertThat(client.suppressions().all()).hasSize(1);
        assertThat(lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).startsWith("INFO a START of 20").doesNotContain(FROM));
    }

    @Test
    void what_counts_is_not_logged_and_neither_is_a_repeat_of_it() {
        receive("STOP", Duration.ZERO);
        receive("STOP", Duration.ofMinutes(5));
        receive("START", Duration.ZERO);
        receive("START", Duration.ZERO);
        receive("hello", Duration.ZERO);

        assertThat(lines()).isEmpty();
        assertThat(client.suppressions().all()).isEmpty();
    }
}
