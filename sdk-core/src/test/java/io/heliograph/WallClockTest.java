package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wall clock steps, as by NTP or after a virtual machine was resumed: keys, pauses, breaker and rates go on as they
 * were.
 */
class WallClockTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final String STEPS = "a step of the wall clock";

    private final TestTiming world = new TestTiming();
    private final AtomicReference<@Nullable SendResult> next = new AtomicReference<>();
    private final FakeProvider first = FakeProvider.of("first", (request, context) -> {
        SendResult result = next.getAndSet(null);
        return result != null ? result : FakeProvider.accepted("first", Status.QUEUED);
    });

    private static SendRequest another() {
        return SendRequest.to("+66812345678").text("Your code is 482910").build();
    }

    private static ProviderState state(SmsClient client) {
        return Objects.requireNonNull(client.states().get("first"));
    }

    private static ProviderState.Kind kind(SmsClient client) {
        return state(client).kind();
    }

    @ParameterizedTest(name = STEPS)
    @ValueSource(strings = {"P30D", "-P30D", "PT1H", "-PT1H"})
    void a_pause_ends_when_its_time_has_passed(Duration step) {
        try (SmsClient client = Sends.client(world, first).build()) {
            next.set(new SendResult.Rejected(Failure.builder(ErrorType.RATE_LIMITED, "slow down")
                    .retryAfter(Duration.ofSeconds(40))
                    .build()));
            client.trySend(another());
            world.wallClockIsOff(step).passes(Duration.ofSeconds(39));
            assertThat(kind(client)).isEqualTo(ProviderState.Kind.THROTTLED);
            assertThat(state(client).until()).contains(world.clock().instant().plusSeconds(1));

            world.passes(Duration.ofSeconds(1));
            assertThat(kind(client)).isEqualTo(ProviderState.Kind.UP);
        }
    }

    @ParameterizedTest(name = STEPS)
    @ValueSource(strings = {"P30D", "-P30D"})
    void a_provider_is_out_of_use_for_as_long_as_it_should_be(Duration step) {
        try (SmsClient client = Sends.client(world, first).build()) {
            next.set(new SendResult.Rejected(Failure.of(ErrorType.ACCOUNT, "no")));
            client.trySend(another());
            world.wallClockIsOff(step).passes(Duration.ofSeconds(30));
            assertThat(kind(client)).isEqualTo(ProviderState.Kind.DOWN);

            world.passes(A_MOMENT);
            assertThat(kind(client)).isEqualTo(ProviderState.Kind.UP);
        }
    }

    @ParameterizedTest(name = STEPS)
    @ValueSource(strings = {"P1D", "-PT1H"})
    void a_rate_stays_half_for_half_a_minute(Duration step) {
        try (SmsClient client = Sends.client(world, first)
                .limits("first", ProviderLimits.defaults().withPerSecond(2))
                .build()) {
            next.set(new SendResult.Rejected(Failure.builder(ErrorType.RATE_LIMITED, "slow down")
                    .retryable(false)
                    .build()));
            client.trySend(another());
            world.passes(Duration.ofSeconds(5));
            client.trySend(another()); // the first place of the slower rate
            world.wallClockIsOff(step);
            client.trySend(another());
            assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(1));

            world.passes(Duration.ofSeconds(30));
            client.trySend(another());
            client.trySend(another());
            assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(500));
        }
    }

    @ParameterizedTest(name = STEPS)
    @ValueSource(strings = {"P3D", "-P3D"})
    void the_same_key_sends_nothing_again(Duration step) {
        try (SmsClient client = Sends.client(world, first).build()) {
            client.trySend(Sends.request().build());
            world.wallClockIsOff(step);

            assertThat(client.trySend(Sends.request().build()).replayed()).isTrue();
        }
        assertThat(first.sends()).isEqualTo(1);
    }

    @ParameterizedTest(name = STEPS)
    @ValueSource(strings = {"P3D", "-P3D"})
    void a_second_call_with_a_key_under_way_sends_nothing(Duration step) {
        AtomicReference<@Nullable SendOutcome> concurrent = new AtomicReference<>();
        AtomicReference<@Nullable SmsClient> atomicReference = new AtomicReference<>();
        FakeProvider slow = FakeProvider.of("first", (request, context) -> {
            world.wallClockIsOff(step);
            SmsClient client = atomicReference.get();
            if (client != null) {
                concurrent.set(client.trySend(Sends.request().build()));
            }
            return FakeProvider.accepted("first", Status.QUEUED);
        });
        try (SmsClient client =
                Sends.client(world, slow).waitForConcurrentSend(false).build()) {
            atomicReference.set(client);
            assertThat(Sends.taker(client.trySend(Sends.request().build()))).isEqualTo("first");
        }

        assertThat(slow.sends()).isEqualTo(1);
        assertThat(concurrent.get())
                .isInstanceOfSatisfying(
                        SendOutcome.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .isEqualTo("another call with this key is still under way"));
    }

    @Test
    void an_absence_is_not_proven_by_a_step() {
        AtomicInteger atomicInteger = new AtomicInteger();
        FakeProvider late = FakeProvider.of("first", (request, context) -> {
                    Replies.bytesOut(context);
                    return new SendResult.Unknown("silence");
                })
                .answeringLookup(
                        new LookupTiming(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofMinutes(6)),
                        request -> {
                            world.wallClockIsOff(Duration.ofDays(1));
                            return atomicInteger.incrementAndGet() < 3
                                    ? Optional.<Message>empty()
                                    : Optional.of(Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                                            .build());
                        });
        try (SmsClient client =
                Sends.client(world, late, FakeProvider.accepting("second")).build()) {
            assertThat(Sends.taker(client.trySend(Sends.request().build()))).isEqualTo("first");
        }
    }
}
