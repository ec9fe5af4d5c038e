package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.outbox.OutboxState;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an outbox does with what isn't sent at once: rejections, unknown outcomes, dead letters, order and age. */
class OutboxRejectionsTest extends OutboxFixture {
    @ParameterizedTest
    @EnumSource
    void a_temporary_rejection_is_tried_again(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        answers.add(rejected(ErrorType.NO_ROUTE));
        answers.add(rejected(ErrorType.PROVIDER_ERROR));
        start(outbox);
        outbox.enqueue(request("order-1"));
        assertThat(passUntilEnd()).isEqualTo("sent order-1");
        assertThat(sends).hasSize(3);
        assertThat(state(outbox, "order-1")).isEqualTo(OutboxState.SENT);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_rejected_until_it_is_too_old_is_a_dead_letter(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect, settings().maxAge(Duration.ofMillis(500)));
        for (int i = 0; i < 1000; i++) {
            answers.add(rejected(ErrorType.NO_ROUTE));
        }
        start(outbox);
        outbox.enqueue(request("order-1"));

        assertThat(passUntilEnd()).startsWith("dead order-1 it").contains("PT0.5S");
        assertThat(sends).isNotEmpty();
        assertThat(outbox.health().dead()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_permanent_rejection_is_a_dead_letter_whose_retry_has_a_key_of_its_own(StoreDialect dialect)
            throws Exception {
        Outbox outbox = outbox(dialect);
        answers.add(rejected(ErrorType.INVALID_RECIPIENT));
        start(outbox);
        outbox.enqueue(request("order-1"));

        assertThat(end()).isEqualTo("dead order-1 INVALID_RECIPIENT: vendor: the vendor's reason");
        assertThat(outbox.health().dead()).isEqualTo(1);
        OutboxItem dead = outbox.list(OutboxState.DEAD, 10).get(0);
        assertThat(dead.recipient()).isEqualTo("+66…78");
        assertThat(dead.reason()).isEqualTo("INVALID_RECIPIENT: vendor: the vendor's reason");

        outbox.retry(IdempotencyKey.of("order-1"));

        assertThat(end()).isEqualTo("sent order-1");
        assertThat(sends).extracting(sent -> sent.key().value()).hasSize(2).doesNotHaveDuplicates();
        assertThatThrownBy(() -> outbox.retry(IdempotencyKey.of("order-1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("was sent");
    }

    /** While its listener runs, the worker hasn't ended yet. */
    private OutboxSettings.Builder onEnd(boolean unresolved, Consumer<IdempotencyKey> action) {
        AtomicBoolean done = new AtomicBoolean();
        return settings().listener(new OutboxListener() {
            @Override
            public void dead(IdempotencyKey key, String reason) {
                act(false, key);
            }

            @Override
            public void unresolved(IdempotencyKey key, String reason) {
                act(true, key);
            }

            private void act(boolean isUnresolved, IdempotencyKey key) {
                if (isUnresolved == unresolved && !done.getAndSet(true)) {
                    action.accept(key);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_dead_letter_can_be_retried_by_its_listener(StoreDialect dialect) throws Exception {
        CompletableFuture<Outbox> started = new CompletableFuture<>();
        Outbox outbox = outbox(dialect, onEnd(false, key -> started.join().retry(key)));
        started.complete(outbox);
        answers.add(rejected(ErrorType.INVALID_RECIPIENT));
        start(outbox);
        outbox.enqueue(request("order-1"));

        assertThat(List.of(end(), end()))
                .containsExactlyInAnyOrder(
                        "dead order-1 INVALID_RECIPIENT: vendor: the vendor's reason", "sent order-1");
        assertThat(sends).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_dead_letter_can_be_dropped_and_enqueued_again_by_its_listener(StoreDialect dialect) throws Exception {
        CompletableFuture<Outbox> started = new CompletableFuture<>();
        Outbox outbox = outbox(dialect, onEnd(false, key -> {
            started.join().drop(key);
            started.join().enqueue(request("order-1"));
        }));
        started.complete(outbox);
        answers.add(rejected(ErrorType.INVALID_SENDER));
        start(outbox);
        outbox.enqueue(request("order-1"));

        assertThat(List.of(end(), end()))
                .containsExactlyInAnyOrder("dead order-1 INVALID_SENDER: vendor: the vendor's reason", "sent order-1");
        assertThat(sends).hasSize(2);
    }

    /** Whoever drops an unresolved message and enqueues it again doesn't wait for the check of the first one. */
    @ParameterizedTest
    @EnumSource
    void an_unresolved_message_can_be_dropped_and_enqueued_again_by_its_listener(StoreDialect dialect)
            throws Exception {
        CompletableFuture<Outbox> started = new CompletableFuture<>();
        OutboxSettings.Builder settings = onEnd(true, key -> {
            started.join().drop(key);
            started.join().enqueue(request("order-1"));
        });
        Outbox outbox = outbox(dialect, settings.firstRetry(Duration.ofHours(1)));
        started.complete(outbox);
        answers.add(new SendResult.Unknown("no answer"));
        start(outbox);
        outbox.enqueue(request("order-1"));

        assertThat(end()).isEqualTo("unresolved order-1");
        assertThat(end()).isEqualTo("unresolved order-1");
        assertThat(sends).as("its key is remembered").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_retry_keeps_a_key_that_the_rejection_freed(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        answers.add(rejected(ErrorType.INVALID_SENDER));
        start(outbox);
        outbox.enqueue(request("order-1"));
        assertThat(end()).startsWith("dead order-1 INVALID_SENDER");

        outbox.retry(IdempotencyKey.of("order-1"));

        assertThat(end()).isEqualTo("sent order-1");
        assertThat(sends).extracting(sent -> sent.key().value()).containsExactly("order-1", "order-1");
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_outcome_is_an_alarm_and_not_retried_before_it_is_reconciled(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        answers.add(new SendResult.Unknown("no answer"));
        // The client itself can't find out, because its look-ups fail as long as the vendor is down.
        beforeAnswer = () -> vendorIsDown = true;
        start(outbox);
        outbox.enqueue(
                request("order-1").toBuilder().deadline(Duration.ofMillis(200)).build());

        assertThat(end()).isEqualTo("unresolved order-1");
        assertThat(outbox.health().unresolved()).isEqualTo(1);
        assertThatThrownBy(() -> outbox.retry(IdempotencyKey.of("order-1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("can't be retried before it was reconciled");
        assertThat(sends).hasSize(1);

        vendorIsDown = false;
        beforeAnswer = () -> {};
        assertThat(passUntilEnd()).isEqualTo("sent order-1");
        assertThat(sends).hasSize(2); // the vendor had proved that it has nothing
    }

    @ParameterizedTest
    @EnumSource
    void a_message_that_waits_or_is_dead_can_be_dropped_and_one_that_was_sent_can_not(StoreDialect dialect)
            throws Exception {
        Outbox outbox = outbox(dialect);
        outbox.enqueue(request("order-1"));
        outbox.drop(IdempotencyKey.of("order-1"));
        assertThat(outbox.find(IdempotencyKey.of("order-1"))).isEmpty();
        assertThatThrownBy(() -> outbox.drop(IdempotencyKey.of("order-1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("isn't in the outbox");

        answers.add(rejected(ErrorType.CONTENT_REJECTED));
        start(outbox);
        outbox.enqueue(request("order-2"));
        assertThat(end()).startsWith("dead order-2");
        outbox.drop(IdempotencyKey.of("order-2"));
        outbox.enqueue(request("order-3"));
        assertThat(end()).isEqualTo("sent order-3");
        assertThatThrownBy(() -> outbox.drop(IdempotencyKey.of("order-3")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("was sent");
        assertThat(sends).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_recipients_messages_keep_their_order_and_others_overtake(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect, settings().orderPerRecipient(true));
        answers.add(rejected(ErrorType.NO_ROUTE));
        outbox.enqueue(request("first"));
        start(outbox);
        while (sends.isEmpty()) {
            Thread.onSpinWait();
        }
        outbox.enqueue(request("second"));
        outbox.enqueue(request("third"));
        SendRequest other = SendRequest.to("+66898765432")
                .text("Hello")
                .idempotencyKey("other")
                .build();
        outbox.enqueue(other);
        assertThat(end()).isEqualTo("sent other");

        assertThat(passUntilEnd()).isEqualTo("sent first");
        assertThat(passUntilEnd()).isEqualTo("sent second");
        assertThat(passUntilEnd()).isEqualTo("sent third");
    }

    @ParameterizedTest
    @EnumSource
    void figures_and_the_age_limit_are_by_the_databases_clock(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        outbox.enqueue(request("order-1"));
        clock.passes(Duration.ofHours(25));
        assertThat(outbox.health()).isEqualTo(new OutboxHealth(1, Duration.ofHours(25), 0, 0, 0));

        start(outbox);

        assertThat(end()).isEqualTo("dead order-1 it was due for longer than PT24H");
        assertThat(sends).isEmpty();
        assertThat(outbox.health()).isEqualTo(new OutboxHealth(0, Duration.ZERO, 0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void what_ended_long_ago_is_deleted(StoreDialect dialect) throws Exception {
        Outbox outbox = outbox(dialect);
        start(outbox);
        answers.add(rejected(ErrorType.CONTENT_REJECTED));
        outbox.enqueue(request("dead-1"));
        assertThat(end()).startsWith("dead dead-1");
        outbox.enqueue(request("sent-1"));
        assertThat(end()).isEqualTo("sent sent-1");
        outbox.close();
        clock.passes(Duration.ofDays(8));

        Outbox second =
                keep(Objects.requireNonNull(store, "store").outbox(settings().build()));
        start(second);
        while (second.find(IdempotencyKey.of("sent-1")).isPresent()) {
            Thread.onSpinWait();
        }
        assertThat(state(second, "dead-1")).isEqualTo(OutboxState.DEAD);
    }
}
