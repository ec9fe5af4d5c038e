package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.tracking.Awaited;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final MessageId ID = new MessageId("a", "m-1");
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestWorld world = new TestWorld();
    private final List<Duration> asked = new ArrayList<>();
    private final List<Status> seen = new ArrayList<>();

    /** Answers one status after the other; the last for ever. */
    private FakeProvider answering(Status... statuses) {
        return FakeProvider.accepting("a").answeringStatus(id -> {
            asked.add(Duration.ofNanos(world.nanoTime()));
            return Message.builder(id, statuses[Math.min(asked.size(), statuses.length) - 1])
                    .build();
        });
    }

    private Awaited watch(FakeProvider provider, Duration time) {
        try (SmsClient client = Sends.client(world, provider).build()) {
            return client.watch(ID, time, change -> seen.add(change.status()));
        }
    }

    @Test
    void itAsksUntilTheMessageHasEnded() {
        Awaited awaited = watch(answering(Status.QUEUED, Status.SENT, Status.SENT, Status.DELIVERED), HOUR);

        assertThat(awaited.end()).isEqualTo(Awaited.End.FINAL);
        assertThat(seen).containsExactly(Status.QUEUED, Status.SENT, Status.DELIVERED);
    }

    @Test
    void itAsksEverMoreSeldomAndAtLeastEveryHalfMinute() {
        watch(answering(Status.SENT), HOUR);

        assertThat(asked.subList(0, 3))
                .containsExactly(Duration.ofMillis(1000), Duration.ofMillis(2500), Duration.ofMillis(4750));
        assertThat(asked.get(50).minus(asked.get(49))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void itEndsAtTheDeadline() {
        Awaited awaited = watch(answering(Status.SENT), Duration.ofMillis(2_700));

        assertThat(awaited.end()).isEqualTo(Awaited.End.DEADLINE);
        assertThat(awaited.timeline().status()).isEqualTo(Status.SENT);
        assertThat(Duration.ofNanos(world.nanoTime())).isEqualTo(Duration.ofMillis(2_700));
    }

    @Test
    void aReportEndsItWhereTheProviderCannotBeAsked() {
        FakeProvider provider = answering(Status.SENT).without(Capability.STATUS);
        try (SmsClient client = Sends.client(world, provider)
                .timelineStore(new MemoryTimelineStore(9, HOUR, world.clock()))
                .build()) {
            client.send(Sends.request().build());
            assertThat(client.tracker().find(ID)).map(Timeline::status).contains(Status.QUEUED);

            Awaited awaited = client.watch(
                    ID,
                    HOUR,
                    change -> client.tracker()
                            .add(StatusReport.of(ID, Status.DELIVERED, Source.WEBHOOK, Sends.NOW)
                                    .build()));

            assertThat(awaited.end()).isEqualTo(Awaited.End.FINAL);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void theProvidersOwnPauseIsKept() {
        Refusal busy = Refusal.builder(ErrorType.RATE_LIMITED, "busy")
                .retryAfter(Duration.ofSeconds(90))
                .build();
        FakeProvider provider = FakeProvider.accepting("a").answeringStatus(id -> {
            asked.add(Duration.ofNanos(world.nanoTime()));
            throw SmsException.of(busy, List.of());
        });

        Awaited awaited = watch(provider, Duration.ofMinutes(2));

        assertThat(asked).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(91));
        assertThat(awaited.problem()).map(SmsException::errorType).contains(ErrorType.RATE_LIMITED);
    }

    @Test
    void whoIsNotLetInAsksOnce() {
        FakeProvider provider = FakeProvider.accepting("a").answeringStatus(id -> {
            asked.add(Duration.ZERO);
            throw SmsException.of(Refusal.of(ErrorType.AUTHENTICATION, "no"), List.of());
        });

        assertThat(watch(provider, HOUR).end()).isEqualTo(Awaited.End.DEADLINE);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anIdThatIsNotKnownCannotBeAwaited() {
        try (SmsClient client = Sends.client(world, FakeProvider.accepting("a")).build()) {
            assertThatThrownBy(() -> client.await(MessageId.unknown("a"), HOUR))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> client.await(new MessageId("b", "m-1"), HOUR))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }
}
