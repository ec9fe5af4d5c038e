package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SmsClientAsyncTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void the_send_runs_on_the_callers_executor() {
        FakeProvider provider = FakeProvider.accepting("a");
        try (SmsClient client = SmsClient.builder().provider(provider).build()) {
            CompletableFuture<SendOutcome> future =
                    client.sendAsync(Sends.request().build(), tasks::add);
            assertThat(provider.sends()).isZero();
            assertThat(future).isNotDone();

            tasks.remove().run();

            assertThat(tasks).isEmpty();
            assertThat(future)
                    .isCompletedWithValueMatching(
                            outcome -> Sends.taker(outcome).equals("a"));
        }
    }

    @Test
    void a_rejection_is_an_outcome_and_no_exception() {
        try (SmsClient client = SmsClient.builder()
                .provider(FakeProvider.refusing("a", ErrorType.OPTED_OUT))
                .build()) {
            CompletableFuture<SendOutcome> future =
                    client.sendAsync(Sends.request().build(), Runnable::run);

            assertThat(future)
                    .isCompletedWithValueMatching(
                            outcome -> Sends.refusal(outcome).type() == ErrorType.OPTED_OUT);
        }
    }

    @Test
    void cancelling_does_not_stop_a_send_that_has_begun() {
        AtomicReference<@Nullable CompletableFuture<SendOutcome>> future = new AtomicReference<>();
        AtomicReference<Status> reached = new AtomicReference<>(Status.QUEUED);
        FakeProvider provider = FakeProvider.of("a", (request, context) -> {
            CompletableFuture<SendOutcome> running = future.get();
            if (running != null) {
                running.cancel(true);
            }
            reached.set(Status.SENT);
            return FakeProvider.accepted("a", Status.SENT);
        });
        try (SmsClient client = SmsClient.builder().provider(provider).build()) {
            future.set(client.sendAsync(Sends.request().build(), tasks::add));
            tasks.remove().run();
        }

        assertThat(future.get()).isCancelled();
        assertThat(reached).hasValue(Status.SENT);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_executor_that_refuses_the_task_completes_the_future_exceptionally() {
        FakeProvider provider = FakeProvider.accepting("a");
        try (SmsClient client = SmsClient.builder().provider(provider).build()) {
            CompletableFuture<SendOutcome> future =
                    client.sendAsync(Sends.request().build(), task -> {
                        throw new RejectedExecutionException("full");
                    });

            assertThat(future).isCompletedExceptionally();
        }
        assertThat(provider.sends()).isZero();
    }
}
