package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.Keywords;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReceiverTest {
    // RFC 4231, test case 2
    private static final String BODY = "what do ya want for nothing?";
    private static final String SIGNATURE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private final TestTiming world = new TestTiming();
    private int parses;

    private static WebhookRequest signed() {
        return new WebhookRequest(
                Map.of("X-Sign", List.of(SIGNATURE)), BODY.getBytes(StandardCharsets.UTF_8), URI.create("/hook"));
    }

    private WebhookReceiver receiver(Function<Instant, List<SmsEvent>> parse) {
        return client(parse, Keywords.usual()).webhooks();
    }

    private SmsClient client(Function<Instant, List<SmsEvent>> parse, Keywords keywords) {
        WebhookVerifier check = new WebhookSecurity(List.of(Secret.of("key", "Jefe")), List.of(), false)
                .signed("acme", SignatureScheme.of("X-Sign", Duration.ofDays(1)));
        WebhookParser parser = new WebhookParser() {
            @Override
            public WebhookVerifier verifier() {
                return check;
            }

            @Override
            public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
                parses++;
                return parse.apply(receivedAt);
            }
        };
        return SmsClient.builder()
                .provider(FakeProvider.accepting("acme").webhooks(parser))
                .provider(FakeProvider.accepting("mute"))
                .keywords(keywords)
                .timing(world)
                .build();
    }

    private static SmsEvent ping(Instant at) {
        return new SmsEvent.Ping("acme", "ping " + at, Optional.empty(), BODY);
    }

    @Test
    void a_proven_request_is_read_once_at_the_clients_time() {
        List<SmsEvent> events = receiver(at -> List.of(ping(at))).receive("acme", signed());

        assertThat(events).containsExactly(ping(world.clock().instant()));
        assertThat(parses).isEqualTo(1);
    }

    @Test
    void nothing_is_read_of_what_is_not_proved() {
        WebhookRequest forged = new WebhookRequest(Map.of("X-Sign", List.of(SIGNATURE)), new byte[0], URI.create("/"));

        assertThatThrownBy(() -> receiver(at -> List.of(ping(at))).receive("acme", forged))
                .isInstanceOf(WebhookRejectedException.class);
        assertThat(parses).isZero();
    }

    @Test
    void a_parser_that_throws_or_finds_nothing_loses_nothing() {
        SmsEvent kept = new SmsEvent.Unrecognised("acme", BODY);
        assertThat(receiver(at -> List.of()).receive("acme", signed())).containsExactly(kept);
        assertThat(receiver(at -> {
                            throw new IllegalStateException("a bug");
                        })
                        .receive("acme", signed()))
                .containsExactly(kept);
    }

    @Test
    void a_request_whose_second_event_nobody_could_handle_is_taken_again_as_a_whole() {
        WebhookReceiver receiver = receiver(at -> List.of(ping(at), new SmsEvent.Unrecognised("acme", BODY)));
        List<SmsEvent> handled = new ArrayList<>();
        for (int time = 1; time <= 2; time++) {
            assertThatThrownBy(() -> receiver.receive("acme", signed(), event -> {
                        if (event instanceof SmsEvent.Unrecognised) {
                            throw new IllegalStateException("the queue is full");
                        }
                        handled.add(event);
                    }))
                    .hasMessage("the queue is full");
        }
        receiver.receive("acme", signed(), handled::add);

        assertThat(handled).hasSize(4);
        assertRejectedAsReplayed(receiver);
    }

    /** To say 200 to the repetition would be a promise that the first one may not keep. */
    @Test
    void a_repetition_that_comes_while_the_first_is_handled_is_wanted_again_and_taken_when_that_failed() {
        WebhookReceiver receiver = receiver(at -> List.of(ping(at)));
        assertThatThrownBy(() -> receiver.receive("acme", signed(), event -> {
                    WebhookRejectedException meanwhile = catchThrowableOfType(
                            WebhookRejectedException.class, () -> receiver.receive("acme", signed()));
                    assertThat(meanwhile.reason()).isEqualTo(WebhookRejectedException.Reason.IN_PROGRESS);
                    assertThat(meanwhile.httpStatus()).isEqualTo(503);
                    throw new IllegalStateException("the database is away");
                }))
                .hasMessage("the database is away");

        assertThat(receiver.receive("acme", signed())).hasSize(1);
        assertRejectedAsReplayed(receiver);
    }

    @Test
    void an_error_of_the_machine_while_it_is_read_leaves_nothing_under_way() {
        AtomicBoolean first = new AtomicBoolean(true);
        WebhookReceiver receiver = receiver(at -> {
            if (first.getAndSet(false)) {
                throw new OutOfMemoryError("of a test");
            }
            return List.of(ping(at));
        });
        assertThatThrownBy(() -> receiver.receive("acme", signed())).isInstanceOf(OutOfMemoryError.class);

        assertThat(receiver.receive("acme", signed())).hasSize(1);
    }

    @Test
    void an_error_of_the_machine_counts_as_not_handled_too() {
        WebhookReceiver receiver = receiver(at -> List.of(ping(at)));
        assertThatThrownBy(() -> receiver.receive("acme", signed(), event -> {
                    throw new AssertionError("not an exception");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(receiver.receive("acme", signed())).hasSize(1);
    }

    @Test
    void a_replay_that_is_rejected_does_not_make_the_first_be_forgotten() {
        WebhookReceiver receiver = receiver(at -> List.of(ping(at)));
        receiver.receive("acme", signed(), event -> {});

        assertRejectedAsReplayed(receiver);
        assertRejectedAsReplayed(receiver);
    }

    private static void assertRejectedAsReplayed(WebhookReceiver receiver) {
        WebhookRejectedException rejected = catchThrowableOfType(
                WebhookRejectedException.class, () -> receiver.receive("acme", signed(), event -> {}));
        assertThat(rejected).isNotNull();
        assertThat(rejected.reason()).isEqualTo(WebhookRejectedException.Reason.REPLAYED);
        assertThat(rejected.httpStatus()).isEqualTo(200);
    }

    @Test
    void a_provider_that_is_not_there_is_the_callers_mistake() {
        WebhookReceiver receiver = receiver(at -> List.of());
        assertThatThrownBy(() -> receiver.receive("wavix", signed()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("acme, mute");
        assertThatThrownBy(() -> receiver.callbackUrl("wavix", URI.create("/hook")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_provider_without_webhooks_says_so() {
        SmsException refused = catchThrowableOfType(
                SmsException.class, () -> receiver(at -> List.of()).receive("mute", signed()));
        assertThat(refused.failure().orElseThrow().type()).isEqualTo(ErrorType.UNSUPPORTED);
    }

    @Test
    void the_url_of_a_vendor_that_signs_is_the_plain_one() {
        URI plain = URI.create("https://sms.example.com/hook");
        assertThat(receiver(at -> List.of()).callbackUrl("acme", plain)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "x-gzip", "identity, gzip"})
    void a_compressed_body_is_rejected_with_its_reason_before_it_is_parsed(String coding) {
        WebhookRequest request = new WebhookRequest(
                Map.of("X-Sign", List.of(SIGNATURE), "content-encoding", List.of(coding)),
                BODY.getBytes(StandardCharsets.UTF_8),
                URI.create("/hook"));

        WebhookRejectedException rejected = catchThrowableOfType(
                WebhookRejectedException.class,
                () -> receiver(at -> List.of(ping(at))).receive("acme", request));

        assertThat(rejected.reason()).isEqualTo(WebhookRejectedException.Reason.ENCODED);
        assertThat(rejected.httpStatus()).isEqualTo(415);
        assertThat(rejected).hasMessageContaining("compressed (Content-Encoding)");
        assertThat(parses).isZero();
    }

    @Test
    void the_encoding_that_is_none_is_accepted() {
        WebhookRequest request = new WebhookRequest(
                Map.of("X-Sign", List.of(SIGNATURE), "Content-Encoding", List.of("identity", "")),
                BODY.getBytes(StandardCharsets.UTF_8),
                URI.create("/hook"));

        assertThat(receiver(at -> List.of(ping(at))).receive("acme", request)).hasSize(1);
    }

    private static MessageReceived.Builder inbound(String id, String text) {
        return MessageReceived.builder(MessageId.tryParse("acme", id), MessageReceived.Kind.SMS)
                .from("+66812345678")
                .text(text);
    }

    /** The same bytes may be the vendor's repeat or the same words of the same person, who says STOP for a second time. */
    @Test
    void a_stop_without_an_id_and_a_time_is_never_a_replay() {
        WebhookReceiver receiver = receiver(at -> List.of(inbound("", "STOP").build()));
        receiver.receive("acme", signed());

        assertThat(receiver.receive("acme", signed())).hasSize(1);
    }

    @Test
    void another_text_without_an_id_and_a_time_is_a_replay_for_as_long_as_vendors_take_to_repeat() {
        WebhookReceiver receiver =
                receiver(at -> List.of(inbound("", "hi").receivedAt(at).build()));
        receiver.receive("acme", signed());
        world.passes(Duration.ofMinutes(2).minusSeconds(1));
        assertRejectedAsReplayed(receiver);
        world.passes(Duration.ofSeconds(1));

        assertThat(receiver.receive("acme", signed())).hasSize(1);
    }

    @Test
    void a_start_and_whatever_has_an_id_or_a_time_is_a_replay_for_as_long_as_the_scheme_says() {
        List<MessageReceived> messages = List.of(
                inbound("", "START").build(),
                inbound("m-1", "STOP").build(),
                inbound("", "STOP").eventId("e-1").build(),
                inbound("", "STOP").receivedAt(Instant.EPOCH).build());
        for (MessageReceived message : messages) {
            WebhookReceiver receiver = receiver(at -> List.of(message));
            receiver.receive("acme", signed());
            world.passes(Duration.ofHours(23));

            assertRejectedAsReplayed(receiver);
        }
    }

    @Test
    void keywords_are_those_of_the_client() {
        SmsEvent stop = MessageReceived.builder(new MessageId("acme", "m1"), MessageReceived.Kind.SMS)
                .text("Basta!")
                .build();
        Keywords mine = Keywords.none().with(Keyword.STOP, "basta");

        assertThat(client(at -> List.of(stop), mine).webhooks().receive("acme", signed()))
                .extracting(event -> ((MessageReceived) event).keyword().orElseThrow())
                .containsExactly(Keyword.STOP);
        assertThat(receiver(at -> List.of(stop)).receive("acme", signed()))
                .allMatch(event -> ((MessageReceived) event).keyword().isEmpty());
    }
}
