package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.tracking.AwaitResult;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusWaiterTest {
    private static final MessageId ID = new MessageId("a", "m-1");
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestTiming world = new TestTiming();
    private final List<Duration> durations = new ArrayList<>();
    private final List<Status> seen = new ArrayList<>();

    /** Answers one status after the other; the last for ever. */
    private FakeProvider answering(Status... statuses) {
        return FakeProvider.accepting("a").answeringStatus(id -> {
            durations.add(Duration.ofNanos(world.nanoTime()));
            return Message.builder(id, statuses[Math.min(durations.size(), statuses.length) - 1])
                    .build();
        });
    }

    private AwaitResult watch(FakeProvider provider, Duration time) {
        try (SmsClient client = Sends.client(world, provider).build()) {
            return client.watch(ID, time, change -> seen.add(change.status()));
        }
    }

    @Test
    void it_asks_until_the_message_has_ended() {
        AwaitResult awaited = watch(answering(Status.QUEUED, Status.SENT, Status.SENT, Status.DELIVERED), HOUR);

        assertThat(awaited.reason()).isEqualTo(AwaitResult.Reason.FINAL);
        assertThat(seen).containsExactly(Status.QUEUED, Status.SENT, Status.DELIVERED);
    }

    @Test
    void it_asks_ever_more_seldom_and_at_least_every_half_minute() {
        watch(answering(Status.SENT), HOUR);

        assertThat(durations.subList(0, 3))
                .containsExactly(Duration.ofMillis(1000), Duration.ofMillis(2500), Duration.ofMillis(4750));
        assertThat(durations.get(50).minus(durations.get(49))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void it_ends_at_the_deadline() {
        AwaitResult awaited = watch(answering(Status.SENT), Duration.ofMillis(2_700));

        assertThat(awaited.reason()).isEqualTo(AwaitResult.Reason.DEADLINE);
        assertThat(awaited.timeline().status()).isEqualTo(Status.SENT);
        assertThat(Duration.ofNanos(world.nanoTime())).isEqualTo(Duration.ofMillis(2_700));
    }

    @Test
    void a_report_ends_it_where_the_provider_cannot_be_asked() {
        FakeProvider provider = answering(Status.SENT).without(Capability.STATUS);
        try (SmsClient client = Sends.client(world, provider)
                .timelineStore(new MemoryTimelineStore(9, HOUR, world.clock()))
                .build()) {
            client.send(Sends.request().build());
            assertThat(client.tracker().find(ID)).map(Timeline::status).contains(Status.QUEUED);

            AwaitResult awaited = client.watch(
                    ID,
                    HOUR,
                    change -> client.tracker()
                            .add(StatusReport.of(ID, Status.DELIVERED, ReportSource.WEBHOOK, Sends.NOW)
                                    .build()));

            assertThat(awaited.reason()).isEqualTo(AwaitResult.Reason.FINAL);
        }
        assertThat(durations).isEmpty();
    }

    /** A webhook handler sees the ids of parts only. */
    @Test
    void it_waits_for_the_whole_by_the_id_of_a_part() {
        Message parts = Message.inParts("a", List.of("p-1", "p-2"), Status.SENT).build();
        FakeProvider provider = answering(Status.SENT).without(Capability.STATUS);
        try (SmsClient client = Sends.client(world, provider)
                .timelineStore(new MemoryTimelineStore(9, HOUR, world.clock()))
                .build()) {
            client.tracker().add(parts, ReportSource.RECEIPT, Sends.NOW);
            for (MessageId id : parts.partIds()) {
                client.tracker()
                        .add(StatusReport.of(id, Status.DELIVERED, ReportSource.WEBHOOK, Sends.NOW)
                                .build());
            }

            AwaitResult awaited = client.await(new MessageId("a", "p-2"), HOUR);

            assertThat(awaited.timeline().id()).isEqualTo(parts.id());
            assertThat(awaited.timeline().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void the_providers_own_pause_is_kept() {
        Failure busy = Failure.builder(ErrorType.RATE_LIMITED, "busy")
                .retryAfter(Duration.ofSeconds(90))
                .build();
        FakeProvider provider = FakeProvider.accepting("a").answeringStatus(id -> {
            durations.add(Duration.ofNanos(world.nanoTime()));
            throw SmsException.of(busy, List.of());
        });

        AwaitResult awaited = watch(provider, Duration.ofMinutes(2));

        assertThat(durations).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(91));
        assertThat(awaited.problem()).map(SmsException::errorType).contains(ErrorType.RATE_LIMITED);
    }

    @Test
    void a_failed_authentication_polls_once() {
        FakeProvider provider = FakeProvider.accepting("a").answeringStatus(id -> {
            durations.add(Duration.ZERO);
            throw SmsException.of(Failure.of(ErrorType.AUTHENTICATION, "no"), List.of());
        });

        assertThat(watch(provider, HOUR).reason()).isEqualTo(AwaitResult.Reason.DEADLINE);
        assertThat(durations).hasSize(1);
    }

    @Test
    void an_id_that_is_not_known_cannot_be_awaited() {
        try (SmsClient client = Sends.client(world, FakeProvider.accepting("a")).build()) {
            assertThatThrownBy(() -> client.await(MessageId.unknown("a"), HOUR))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> client.await(new MessageId("b", "m-1"), HOUR))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }
}
