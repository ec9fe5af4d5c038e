package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Replies;
import io.heliograph.idempotency.Claim;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Numbers and texts stay out of logs and of everything that is printed. */
class PrivacyTest {
    private static final String NUMBER = "+66812345678";
    private static final String TEXT = "Kestrel 482910";
    private static final SendRequest REQUEST = SendRequest.to(NUMBER)
            .from("+66998765432")
            .idempotencyKey("order-42")
            .text(TEXT)
            .build();

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.heliograph");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    static Stream<FakeProvider.Sending> endings() {
        return Stream.of(
                (request, context) ->
                        new SendResult.Accepted(Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                                .to(PhoneNumber.of(NUMBER))
                                .rawJson("{\"to\":\"" + NUMBER + "\",\"text\":\"" + TEXT + "\"}")
                                .build()),
                (request, context) ->
                        new SendResult.Rejected(Failure.builder(ErrorType.CONTENT_REJECTED, "it was refused")
                                .vendorText(TEXT + " to " + NUMBER)
                                .build()),
                (request, context) -> new SendResult.Unknown("HTTP 502"),
                (request, context) -> {
                    throw new IllegalStateException(TEXT + " to " + NUMBER);
                },
                (request, context) -> {
                    Replies.bytesOut(context);
                    throw new IllegalStateException(TEXT + " to " + NUMBER);
                });
    }

    private List<String> logged() {
        return appender.list.stream()
                .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void no_ending_of_a_send_prints_the_number_or_the_text(FakeProvider.Sending ending) {
        SendOutcome outcome = Sends.send(REQUEST, FakeProvider.of("first", ending));

        assertThat(logged()).isNotEmpty();
        assertThat(String.join("\n", logged()) + outcome)
                .doesNotContain("812345678")
                .doesNotContain("998765432")
                .doesNotContain("482910")
                .doesNotContain("Kestrel");
    }

    @Test
    void what_may_have_been_sent_is_a_warning_with_its_provider_and_key() {
        Sends.send(REQUEST, FakeProvider.of("first", (request, context) -> new SendResult.Unknown("HTTP 502")));

        assertThat(appender.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("first may have sent order-42: HTTP 502");
    }

    @Test
    void every_line_about_an_attempt_has_the_key() {
        Sends.send(REQUEST, FakeProvider.refusing("first", ErrorType.RATE_LIMITED), FakeProvider.accepting("second"));

        assertThat(logged())
                .filteredOn(line -> line.contains("attempt") || line.contains("asked again"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("order-42"));
    }

    @Test
    void a_bug_in_a_providers_code_is_a_warning_with_its_class() {
        Sends.send(REQUEST, FakeProvider.of("first", (request, context) -> {
            throw new NoSuchMethodError("okhttp3.Interceptor$Chain.withDns");
        }));
        Sends.send(REQUEST, FakeProvider.of("second", (request, context) -> {
            throw new IllegalStateException(TEXT + " to " + NUMBER);
        }));

        assertThat(appender.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "first: its code failed with java.lang.NoSuchMethodError (okhttp3.Interceptor$Chain.withDns)"
                                + " in the send of order-42",
                        "second: its code failed with java.lang.IllegalStateException in the send of order-42");
    }

    @Test
    void nothing_else_is_a_warning() {
        Sends.send(REQUEST, FakeProvider.refusing("first", ErrorType.NO_ROUTE), FakeProvider.accepting("second"));

        assertThat(appender.list)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.DEBUG));
    }

    private static final String PRIVATE = TEXT + " to " + NUMBER + " with hunter2";

    /** Failures everywhere: store, listener, check, lookup and provider all throw messages that mustn't be repeated. */
    static Stream<SmsClient> failingClients() {
        FakeProvider silent = FakeProvider.of("first", Answers.silence());
        SmsEventListener listener = new SmsEventListener() {
            @Override
            public void attemptStarted(IdempotencyKey key, String provider, int number) {
                throw new IllegalStateException(PRIVATE);
            }
        };
        HookedStore store = new HookedStore() {
            @Override
            public boolean finish(Claim seen, SendOutcome outcome) {
                throw new IllegalStateException(PRIVATE);
            }
        };
        HookedStore closed = new HookedStore() {
            @Override
            public Optional<Claim> attempt(Claim mine, String provider) {
                throw new IllegalStateException(PRIVATE);
            }
        };
        LookupTiming soon = new LookupTiming(Duration.ZERO, Duration.ofSeconds(9), Duration.ofDays(1));
        FakeProvider unable = FakeProvider.of("first", Answers.silence()).answeringLookup(soon, request -> {
            throw new IllegalStateException(PRIVATE);
        });
        FakeProvider keyed = Answers.inTurn("first", Answers.silence(), Answers.no(ErrorType.RATE_LIMITED))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        FakeProvider checking = FakeProvider.accepting("first").checking(request -> {
            throw new IllegalStateException(PRIVATE);
        });
        return Stream.of(
                client(silent).listener(listener).build(),
                client(silent).idempotencyStore(store).build(),
                client(silent).idempotencyStore(closed).build(),
                client(unable).build(),
                client(keyed).build(),
                client(checking).build(),
                client(FakeProvider.refusing("first", ErrorType.AUTHENTICATION)).build(),
                client(FakeProvider.refusing("first", ErrorType.RATE_LIMITED)).build());
    }

    private static SmsClientBuilder client(FakeProvider provider) {
        return Sends.client(new TestTiming(), provider);
    }

    private void assertNothingPrivate(Object... printed) {
        assertThat(String.join("\n", logged()) + Arrays.toString(printed))
                .doesNotContain("812345678")
                .doesNotContain("898765432")
                .doesNotContain("998765432")
                .doesNotContain("482910")
                .doesNotContain("hunter2")
                .doesNotContain("Kestrel");
    }

    @ParameterizedTest
    @MethodSource("failingClients")
    void whatever_fails_around_a_send_nothing_private_is_printed(SmsClient client) {
        try (client) {
            SendOutcome outcome = client.trySend(REQUEST);
            SendOutcome again = client.trySend(REQUEST);

            assertThat(outcome).isNotInstanceOf(SendOutcome.Accepted.class);
            assertNothingPrivate(
                    outcome, again, client.states(), client.plan(REQUEST).excluded(), client);
        }
    }

    @Test
    void a_plan_hides_the_text() {
        try (SmsClient client = client(FakeProvider.accepting("first")).build()) {
            assertNothingPrivate(client.plan(REQUEST));
        }
    }

    @Test
    void an_event_prints_nothing_private() {
        List<String> events = new ArrayList<>();
        SmsEventListener listener = new SmsEventListener() {
            @Override
            public void attemptEnded(IdempotencyKey key, Attempt attempt) {
                events.add(key + " " + attempt);
            }

            @Override
            public void unknown(SendOutcome.Unknown outcome) {
                events.add(outcome.toString());
            }

            @Override
            public void reconciled(SendOutcome outcome) {
                events.add(outcome.toString());
            }
        };
        Message personal = Message.builder(new MessageId("first", "m-1"), Status.SENT)
                .to(PhoneNumber.of(NUMBER))
                .rawJson("{\"to\":\"" + NUMBER + "\",\"text\":\"" + TEXT + "\"}")
                .build();
        FakeProvider first = FakeProvider.of("first", Answers.silence())
                .answeringLookup(LookupTiming.cautious(), request -> Optional.of(personal));
        try (SmsClient client = client(first).listener(listener).build()) {
            assertThat(Sends.taker(client.trySend(REQUEST))).isEqualTo("first");
        }

        assertThat(events).hasSize(2);
        assertNothingPrivate(events.toArray());
    }

    @Test
    void a_conflict_of_keys_prints_neither_content() {
        SendRequest other = SendRequest.to("+66898765432")
                .idempotencyKey("order-42")
                .text("Kestrel hunter2")
                .build();
        try (SmsClient client = client(FakeProvider.accepting("first")).build()) {
            client.trySend(REQUEST);

            assertThatThrownBy(() -> client.trySend(other))
                    .isInstanceOf(InvalidRequestException.class)
                    .satisfies(thrown -> assertNothingPrivate(thrown));
        }
    }

    @Test
    void a_provider_that_goes_down_is_a_warning_once_and_a_pause_is_none() {
        FakeProvider down = FakeProvider.refusing("first", ErrorType.AUTHENTICATION);
        FakeProvider slow = FakeProvider.refusing("slow", ErrorType.RATE_LIMITED);
        try (SmsClient client = Sends.client(new TestTiming(), down, slow).build()) {
            client.trySend(REQUEST);
            client.trySend(REQUEST);
        }

        assertThat(appender.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("first is DOWN until 2026-11-20T08:00:30Z: AUTHENTICATION: first says no");
    }
}
