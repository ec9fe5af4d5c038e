package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Attempt;
import io.heliograph.message.Direction;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.LimitScope;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the memory store remembers of a send, field by field. */
class RememberedOutcomesTest {
    private static final String ANYTHING = "0123456789abcdef-+é รหัส😀\"\n";
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Fingerprint PRINT =
            Fingerprint.of(SendRequest.to("+66812345678").text("Hi").build());

    private final ManualClock clock = new ManualClock();
    private final MemoryIdempotencyStore store =
            new MemoryIdempotencyStore(100_000, Duration.ofDays(1), clock, clock::nanoTime);

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(Random random) {
        return Property.text(random, ANYTHING, 0, 40);
    }

    private static @Nullable String textOrNull(Random random) {
        return random.nextBoolean() ? null : text(random);
    }

    private static Instant time(Random random) {
        return Instant.ofEpochSecond(random.nextLong() >> 32, random.nextInt(1_000_000_000));
    }

    private static @Nullable Instant timeOrNull(Random random) {
        return random.nextBoolean() ? null : time(random);
    }

    private static Duration duration(Random random) {
        return Duration.ofSeconds(random.nextInt(1_000), random.nextInt(1_000_000_000));
    }

    private static @Nullable Money money(Random random) {
        BigInteger unscaled = new BigInteger(1 + random.nextInt(90), random);
        BigDecimal amount = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(9) - 2);
        return random.nextBoolean() ? null : new Money(amount, pick(random, new String[] {"USD", "THB", "credits"}));
    }

    private static @Nullable PhoneNumber number(Random random) {
        return random.nextBoolean() ? null : PhoneNumber.of("+668" + (10_000_000 + random.nextInt(89_999_999)));
    }

    private static @Nullable Sender sender(Random random) {
        String[] senders = {"ACME", "12345", "+66812345678", "+520446681234567", "รหัส"};
        String sender = pick(random, senders);
        return random.nextBoolean() || sender.equals("รหัส") ? null : Sender.of(sender);
    }

    private static Failure failure(Random random) {
        return Failure.builder(pick(random, ErrorType.values()), text(random))
                .code(pick(random, new String[] {null, "E-42", "7"}))
                .vendorText(textOrNull(random))
                .retryAfter(random.nextBoolean() ? null : duration(random))
                .retryable(random.nextBoolean())
                .failover(random.nextBoolean())
                .scope(pick(random, LimitScope.values()))
                .build();
    }

    private static MessageId id(Random random) {
        return MessageId.tryParse(pick(random, new String[] {"wavix", "thaibulk"}), text(random));
    }

    private static RecipientStatus recipient(Random random) {
        return new RecipientStatus(
                id(random),
                number(random),
                pick(random, Status.values()),
                textOrNull(random),
                random.nextBoolean() ? null : failure(random));
    }

    private static Message.Builder message(Random random, Status status) {
        if (random.nextInt(3) > 0) {
            return Message.builder(id(random), status);
        }
        List<@Nullable String> parts = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            parts.add(pick(random, new String[] {null, "?", "0A1B", "a-" + left}));
        }
        return Message.inParts("wavix", parts, status);
    }

    private static Message message(Random random) {
        List<RecipientStatus> recipients = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            recipients.add(recipient(random));
        }
        return message(random, pick(random, Status.values()))
                .rawStatus(textOrNull(random))
                .to(number(random))
                .from(sender(random))
                .segments(random.nextBoolean() ? null : random.nextInt(20))
                .price(money(random))
                .fees(money(random))
                .tag(textOrNull(random))
                .direction(pick(random, Direction.values()))
                .text(textOrNull(random))
                .scheduledAt(timeOrNull(random))
                .submittedAt(timeOrNull(random))
                .sentAt(timeOrNull(random))
                .deliveredAt(timeOrNull(random))
                .failure(random.nextBoolean() ? null : failure(random))
                .recipients(recipients)
                .rawJson("{\"to\":\"+66812345678\"}")
                .build();
    }

    private static Attempt attempt(Random random, int number) {
        return new Attempt(
                pick(random, new String[] {"wavix", "thaibulk"}),
                number,
                time(random),
                duration(random),
                pick(random, Attempt.Result.values()),
                random.nextBoolean() ? null : pick(random, ErrorType.values()),
                textOrNull(random),
                random.nextInt(600),
                text(random));
    }

    private static SendOutcome outcome(Random random, IdempotencyKey claimed) {
        IdempotencyKey key = random.nextInt(5) > 0 ? claimed : IdempotencyKey.of("another");
        boolean replayed = random.nextBoolean();
        List<Attempt> attempts = new ArrayList<>();
        for (int number = 1; number <= random.nextInt(4); number++) {
            attempts.add(attempt(random, number));
        }
        return switch (random.nextInt(3)) {
            case 0 -> new SendOutcome.Accepted(message(random), key, attempts, replayed);
            case 1 -> new SendOutcome.Rejected(failure(random), key, attempts, replayed);
            default -> new SendOutcome.Unknown(text(random), text(random), key, attempts, replayed);
        };
    }

    private IdempotencyKey key(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> IdempotencyKey.random();
            case 1 -> SendRequest.to("+66812345678").text("Hi").build().key();
            default -> IdempotencyKey.of(Property.text(random, "0123456789abcXYZ-_", 20, 36));
        };
    }

    @Test
    void an_outcome_is_remembered_as_it_was_but_for_the_vendors_json() {
        Property.check(3_000, random -> {
            IdempotencyKey key = key(random);
            SendOutcome outcome = outcome(random, key);
            assertThat(store.finish(store.claim(key, PRINT, "owner/1", LEASE), outcome))
                    .isTrue();

            SendOutcome found = store.find(IdempotencyKey.of(key.value()))
                    .orElseThrow()
                    .outcome()
                    .orElseThrow();
            assertThat(found).isEqualTo(outcome);
            if (found instanceof SendOutcome.Accepted accepted) {
                assertThat(accepted.message().rawJson()).isEmpty();
            }
        });
    }

    @Test
    void a_claim_is_remembered_as_it_was() {
        Property.check(1_000, random -> {
            IdempotencyKey key = key(random);
            String owner = pick(random, new String[] {"", "/", "a", "9f6e/1", "9f6e/007", "a/b/77", text(random)});
            Claim claim = store.claim(key, PRINT, owner, duration(random));
            for (int left = random.nextInt(3); left > 0; left--) {
                claim = store.attempt(claim, text(random)).orElse(claim);
            }
            clock.passes(duration(random));
            SendOutcome outcome = outcome(random, key);
            assertThat(store.finish(claim, outcome)).isTrue();
            clock.passes(Duration.ofSeconds(1));

            Claim expected =
                    claim.withOutcome(outcome, clock.instant().minusSeconds(1)).readAt(clock.instant());
            assertThat(store.find(key).orElseThrow())
                    .usingRecursiveComparison()
                    .ignoringFields("key.generated", "outcome")
                    .isEqualTo(expected);
        });
    }

    @Test
    void an_unknown_send_that_is_remembered_is_leased_attempted_and_finished_again() {
        IdempotencyKey key = IdempotencyKey.of("order-42");
        Claim first =
                store.attempt(store.claim(key, PRINT, "a", LEASE), "first").orElseThrow();
        SendOutcome unknown = new SendOutcome.Unknown("first", "silence", key, List.of());
        assertThat(store.finish(first, unknown)).isTrue();

        Claim leased = store.lease(store.find(key).orElseThrow(), "b", LEASE).orElseThrow();
        assertThat(leased.outcome()).contains(unknown);
        Claim second = store.attempt(leased, "second").orElseThrow();
        assertThat(second.attempts()).isEqualTo(2);
        SendOutcome accepted =
                new SendOutcome.Accepted(message(new Random(1)), key, List.of(attempt(new Random(1), 1)));
        assertThat(store.finish(second, accepted)).isTrue();

        assertThat(store.find(key).orElseThrow().outcome()).contains(accepted);
        assertThat(store.finish(second, unknown)).isFalse();
    }
}
