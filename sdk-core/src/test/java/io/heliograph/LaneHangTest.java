package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Deadline;
import io.heliograph.internal.listeners.EventPublisher;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A provider that hangs, or is full, holds up nobody for whom there is another one. */
@Timeout(60)
class LaneHangTest {
    private static final Answer YES = FakeProvider.accepted("first", Status.QUEUED);
    private static final Answer LOST = new Answer.Unclear("silence");
    private static final Duration LATE = Duration.ofSeconds(10);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final TestWorld world = new TestWorld();
    private final EventLog heard = new EventLog();
    private Lane lane = lane(ProviderLimits.defaults());

    private Lane lane(ProviderLimits limits) {
        return new Lane(
                FakeProvider.accepting("first"),
                limits,
                Duration.ofSeconds(1),
                world,
                new EventPublisher<>(LoggerFactory.getLogger(ClientLog.NAME), List.of(heard)));
    }

    private Lane.Permit enter(Duration time, boolean hasNext) {
        return lane.enter(Deadline.after(time, world::nanoTime), hasNext);
    }

    /** Requests that are under way from now on. */
    private List<Lane.Permit> hang(int count) {
        List<Lane.Permit> permits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Lane.Permit permit = enter(Duration.ofMinutes(1), false);
            assertThat(permit.no()).isNull();
            permits.add(permit);
        }
        return permits;
    }

    private ProviderState.Kind kind() {
        return lane.state().kind();
    }

    @Test
    void aFullBulkheadIsWaitedForATenthOfTheTimeWhereAnotherProviderMayBeAsked() {
        lane = lane(ProviderLimits.defaults().withConcurrent(1));
        hang(1);

        // 200 ms of real time, which no world of a test shortens
        Refusal no = enter(Duration.ofSeconds(2), true).no();

        assertThat(no)
                .hasToString(
                        "RATE_LIMITED: 1 requests are under way, and none ended soon; another provider may be asked");
        assertThat(no).extracting(Refusal::failover).isEqualTo(true);
    }

    @Test
    void aPlaceOfTheRateLimitIsWaitedForATenthOfTheTimeWhereAnotherProviderMayBeAsked() {
        lane = lane(ProviderLimits.defaults().withPerSecond(2));
        lane.leave(hang(1).get(0), YES);

        assertThat(enter(Duration.ofMillis(4_999), true).no())
                .hasToString(
                        "RATE_LIMITED: its rate limit of 2.0 a second has no place soon; another provider may be asked");
        assertThat(world.sleeps()).isEmpty();
        assertThat(enter(Duration.ofSeconds(5), true).no()).isNull();
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void aPlaceIsWaitedForNoLongerThanASecondWhereAnotherProviderMayBeAsked() {
        lane = lane(ProviderLimits.defaults().withPerSecond(0.9));
        lane.leave(hang(1).get(0), YES);

        assertThat(enter(Duration.ofHours(1), true).no()).isNotNull();
        assertThat(enter(Duration.ofHours(1), false).no()).isNull();
    }

    @Test
    void callsThatAreLateTakeItOutWhileTheyAreUnderWay() {
        hang(5);
        world.passes(LATE.minus(A_MOMENT));
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);

        world.passes(A_MOMENT);
        assertThat(lane.state().reason()).isEqualTo("no answer within 10 s");
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
        assertThat(heard.lines()).containsExactly("first is DOWN");
    }

    @Test
    void theNextCallNoticesWithoutBeingAskedForTheState() {
        hang(5);
        world.passes(LATE);

        assertThat(enter(Duration.ofMinutes(1), true).no())
                .hasToString("UNREACHABLE: it is out of use: no answer within 10 s");
    }

    @Test
    void aProviderThatIsOutOfUseAndFullIsLeftWithoutWaitingForAPlace() {
        lane = lane(ProviderLimits.defaults().withConcurrent(5));
        hang(5);
        world.passes(LATE);

        assertThat(enter(Duration.ofDays(1), true).no())
                .hasToString("UNREACHABLE: it is out of use: no answer within 10 s");
    }

    @Test
    void aCallThatIsLateCountsOnceHoweverItEnds() {
        List<Lane.Permit> permits = hang(2);
        world.passes(LATE);
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
        permits.forEach(permit -> lane.leave(permit, LOST));
        hang(2).forEach(permit -> lane.leave(permit, LOST));
        assertThat(kind()).isEqualTo(ProviderState.Kind.UP); // 4 have failed

        lane.leave(hang(1).get(0), LOST);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
    }

    @Test
    void aLateYesDoesNotCloseWhatItsLatenessOpened() {
        List<Lane.Permit> permits = hang(5);
        world.passes(LATE);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);

        permits.forEach(permit -> lane.leave(permit, YES));

        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
    }

    @Test
    void aProbeThatHangsIsAFailedOne() {
        hang(5);
        world.passes(LATE);
        assertThat(kind()).isEqualTo(ProviderState.Kind.DOWN);
        world.passes(Duration.ofSeconds(30)).passes(A_MOMENT);
        assertThat(enter(Duration.ofMinutes(1), true).no()).isNull(); // the probe
        world.passes(LATE);

        assertThat(lane.state().until()).contains(world.clock().instant().plusSeconds(60)); // twice the first pause
    }

    @Test
    void callsThatEndInTimeAreForgotten() {
        for (int i = 0; i < 100; i++) {
            List<Lane.Permit> permits = hang(3);
            world.passes(LATE.minus(A_MOMENT));
            permits.forEach(permit -> lane.leave(permit, YES));
        }
        world.passes(LATE.multipliedBy(2));

        assertThat(kind()).isEqualTo(ProviderState.Kind.UP);
    }

    @Test
    void sendsGoOnThroughTheSecondProviderWhileTheFirstHangs() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeProvider hanging = FakeProvider.of("first", (request, scope) -> {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Answer.Refused(Refusal.of(ErrorType.UNREACHABLE, "it hung up"));
        });
        FakeProvider works = FakeProvider.accepting("second");
        ExecutorService threads = Executors.newCachedThreadPool();
        try (SmsClient client = SmsClient.builder()
                .provider(hanging)
                .provider(works)
                .limits("first", ProviderLimits.defaults().withConcurrent(2))
                .retry(RetryPolicy.none())
                .deadline(Duration.ofSeconds(2))
                .build()) {
            for (int i = 0; i < 2; i++) {
                threads.execute(() -> client.trySend(Sends.request()
                        .idempotencyKey(IdempotencyKey.random())
                        .deadline(Duration.ofMinutes(1))
                        .build()));
            }
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            List<Future<SendOutcome>> others = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                others.add(threads.submit(() -> client.trySend(
                        Sends.request().idempotencyKey(IdempotencyKey.random()).build())));
            }
            for (Future<SendOutcome> other : others) {
                assertThat(Sends.taker(other.get(20, TimeUnit.SECONDS))).isEqualTo("second");
            }
        } finally {
            goOn.countDown();
            threads.shutdownNow();
        }
    }
}
