package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.money.Budget;
import io.heliograph.money.SpendLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import io.heliograph.testing.Property;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A budget is never exceeded, and what is left of it can always be spent. */
class SpendLawsTest {
    private static final int THREADS = 64;
    private static final int SENDS = 40;
    private static final int MAX = 1_000;

    /** What the provider makes of a request, by its tag. */
    private static SendResult answer(SendRequest request) {
        return switch (request.tag().orElse("")) {
            case "no" -> new SendResult.Rejected(Failure.of(ErrorType.INVALID_RECIPIENT, "no such number"));
            case "lost" -> new SendResult.Unknown("lost");
            default -> FakeProvider.accepted("first", Status.QUEUED);
        };
    }

    private static SendRequest request(int parts, String tag) {
        return SendRequest.to("+66812345678")
                .text("x".repeat(parts == 1 ? 1 : 153 * parts))
                .tag(tag)
                .build();
    }

    private static SpendLimits budget(int parts) {
        return SpendLimits.builder()
                .budget(Budget.parse("first TH " + parts + " parts"))
                .build();
    }

    @Test
    void one_after_the_other_it_refuses_exactly_what_does_not_fit() {
        Property.check(100, random -> {
            int most = 1 + random.nextInt(30);
            TestTiming world = new TestTiming();
            FakeProvider first = FakeProvider.of("first", (request, context) -> {
                Replies.bytesOut(context);
                return answer(request);
            });
            int spent = 0;
            int day = 0;
            try (SmsClient client = Sends.client(world, first)
                    .retry(RetryPolicy.none())
                    .spend(budget(most))
                    .build()) {
                for (int step = 0; step < 60; step++) {
                    if (random.nextInt(20) == 0) {
                        world.passes(Duration.ofHours(random.nextInt(24)));
                    }
                    int today = world.clock().instant().atZone(ZoneOffset.UTC).getDayOfYear();
                    spent = today == day ? spent : 0;
                    day = today;
                    int parts = 1 + random.nextInt(3);
                    String tag = List.of("ok", "ok", "no", "lost").get(random.nextInt(4));
                    boolean fits = spent + parts <= most;

                    SendOutcome outcome = client.trySend(request(parts, tag));

                    boolean limited = outcome instanceof SendOutcome.Rejected rejected
                            && rejected.errorType() == ErrorType.SPEND_LIMIT;
                    assertThat(limited)
                            .as("step %d: %d of %d and %d more", step, spent, most, parts)
                            .isEqualTo(!fits);
                    spent += fits && !tag.equals("no") ? parts : 0;
                }
            }
        });
    }

    static Stream<SpendLimits> limits() {
        return Stream.of(
                budget(MAX), SpendLimits.builder().perRecipientAndHour(MAX).build());
    }

    @ParameterizedTest
    @MethodSource("limits")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void sixty_four_threads_never_exceed_it_and_spend_all_of_it(SpendLimits limits) throws Exception {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        FakeProvider first = FakeProvider.of("first", (request, context) -> {
            highest.accumulateAndGet(open.incrementAndGet(), Math::max);
            Replies.bytesOut(context);
            SendResult result = answer(request);
            if (result instanceof SendResult.Rejected) {
                open.decrementAndGet();
            }
            return result;
        });
        try (SmsClient client = Sends.client(new StandingClock(), first)
                .retry(RetryPolicy.none())
                .spend(limits)
                .build()) {
            AtomicInteger kept = new AtomicInteger();
            inParallel(thread -> {
                for (int i = 0; i < SENDS; i++) {
                    String tag = List.of("ok", "no", "lost", "ok", "no").get((thread + i) % 5);
                    kept.addAndGet(keeps(client.trySend(request(1, tag))));
                }
            });
            assertThat(kept).hasValueLessThanOrEqualTo(MAX);
            while (keeps(client.trySend(request(1, "ok"))) == 1) {
                kept.incrementAndGet();
            }
            assertThat(kept).hasValue(MAX);
            assertThat(highest).hasValue(MAX);
        }
    }

    /** Whether the message counts: it is out, or may be. */
    private static int keeps(SendOutcome outcome) {
        return outcome.fold(accepted -> 1, rejected -> 0, unknown -> 1);
    }

    /** What a thread does, by its number. */
    private interface Work {
        void run(int thread) throws Exception;
    }

    private static void inParallel(Work work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    work.run(thread);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(tasks, 100, TimeUnit.SECONDS)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A {@code Timing} in which no day ends while the test runs. */
    private static final class StandingClock implements Timing {
        @Override
        public Clock clock() {
            return Clock.fixed(Sends.NOW, ZoneOffset.UTC);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) {
            throw new AssertionError("nothing is tried again");
        }

        @Override
        public double jitter() {
            return 1;
        }
    }
}
