package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.StoreKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeCodecTest {
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456789Z");
    private static final List<String> TEXTS =
            List.of("", "sent", "enc:sent", "Your code is 482910", "รหัส \"x\"\n'; --", "+66812345678", "0812345678");

    private final StoreKey key = new StoreKey(new byte[StoreKey.LENGTH]);
    private final OutcomeCodec codec = new OutcomeCodec(key);

    /** Everything of an outcome that is kept, as text that can be compared; empty where it isn't kept. */
    private static String seen(SendOutcome outcome) {
        return outcome.key() + " " + outcome.replayed() + " " + outcome.attempts() + " "
                + outcome.<Object>fold(
                        accepted -> seen(accepted.message()),
                        rejected -> "rejected " + seen(rejected.failure()),
                        unknown -> List.of("unknown", unknown.provider(), unknown.reason()));
    }

    private static Object seen(Message message) {
        return List.of(
                message.id(),
                message.status(),
                message.rawStatus(),
                message.to().map(PhoneNumber::e164),
                message.from().map(Sender::value),
                List.of(message.segments(), message.price(), message.fees(), message.tag(), message.direction()),
                List.of(message.scheduledAt(), message.submittedAt(), message.sentAt(), message.deliveredAt()),
                message.failure().map(OutcomeCodecTest::seen),
                message.recipients().stream().map(OutcomeCodecTest::seen).toList(),
                List.of(message.partIds(), message.rejectedParts()));
    }

    private static Object seen(RecipientStatus recipient) {
        return List.of(
                recipient.id(),
                recipient.to().map(PhoneNumber::e164),
                recipient.status(),
                recipient.rawStatus(),
                recipient.failure().map(OutcomeCodecTest::seen));
    }

    private static Object seen(Failure failure) {
        return List.of(
                failure.type(),
                failure.reason(),
                failure.code(),
                failure.vendorText(),
                failure.retryAfter(),
                failure.scope(),
                failure.retryable(),
                failure.failover());
    }

    /** Values of every kind, the same for the same seed. */
    private record Any(Random random) {
        <T> T of(List<T> values) {
            return values.get(random.nextInt(values.size()));
        }

        <T> @Nullable T orNull(T value) {
            return random.nextBoolean() ? value : null;
        }

        Failure failure() {
            return Failure.builder(of(List.of(ErrorType.values())), of(List.of("", "no credit")))
                    .retryable(random.nextBoolean())
                    .failover(random.nextBoolean())
                    .code(orNull("E-42"))
                    .vendorText(orNull(of(TEXTS)))
                    .retryAfter(orNull(Duration.ofMillis(1_500)))
                    .scope(of(List.of(LimitScope.values())))
                    .build();
        }

        Money money() {
            return new Money(of(List.of(new BigDecimal("0.0100"), new BigDecimal("-1E+3"), BigDecimal.ZERO)), "USD");
        }

        Message message() {
            Status status = of(List.of(Status.values()));
            Message.Builder message = random.nextInt(3) > 0
                    ? Message.builder(of(List.of(new MessageId("first", "m:1"), MessageId.unknown("first"))), status)
                    : Message.inParts("first", Arrays.asList("0A", null, "0C", ""), status);
            return message.rawStatus(of(TEXTS))
                    .to(orNull(PhoneNumber.of("+66812345678")))
                    .from(orNull(of(List.of(Sender.of("ACME"), Sender.of("+66812345679"), Sender.of("12345")))))
                    .segments(orNull(random.nextInt(4)))
                    .price(orNull(money()))
                    .fees(orNull(money()))
                    .tag(orNull("Fall sale"))
                    .direction(of(List.of(Direction.values())))
                    .scheduledAt(orNull(NOW))
                    .submittedAt(orNull(NOW.plusNanos(1)))
                    .sentAt(orNull(NOW.plusSeconds(2)))
                    .deliveredAt(orNull(NOW.plusSeconds(3)))
                    .failure(orNull(failure()))
                    .recipients(random.nextBoolean() ? List.of() : List.of(recipient(), recipient()))
                    .text("Your code is 482910")
                    .rawJson("{\"text\": \"Your code is 482910\"}")
                    .build();
        }

        RecipientStatus recipient() {
            return new RecipientStatus(
                    new MessageId("first", "r-1"),
                    orNull(PhoneNumber.of("+447537151866")),
                    of(List.of(Status.values())),
                    of(TEXTS),
                    orNull(failure()));
        }

        List<Attempt> attempts() {
            List<Attempt> attempts = new ArrayList<>();
            for (int i = 0; i < random.nextInt(3); i++) {
                attempts.add(new Attempt(
                        "first",
                        i + 1,
                        NOW,
                        Duration.ofNanos(random.nextInt(1_000_000)),
                        of(List.of(Attempt.Result.values())),
                        orNull(of(List.of(ErrorType.values()))),
                        orNull("E-42"),
                        random.nextInt(600),
                        of(TEXTS)));
            }
            return attempts;
        }

        SendOutcome outcome() {
            return switch (random.nextInt(3)) {
                case 0 -> new SendOutcome.Accepted(message(), KEY, attempts(), random.nextBoolean());
                case 1 -> new SendOutcome.Rejected(failure(), KEY, attempts(), random.nextBoolean());
                default ->
                    new SendOutcome.Unknown(of(List.of("", "first")), of(TEXTS), KEY, attempts(), random.nextBoolean());
            };
        }
    }

    @Test
    void every_outcome_is_read_as_it_was_written_without_texts() {
        for (int seed = 0; seed < 3_000; seed++) {
            SendOutcome outcome = new Any(new Random(seed)).outcome();

            SendOutcome read = codec.read(KEY, codec.write(outcome));

            assertThat(seen(read)).as("seed %d", seed).isEqualTo(seen(outcome));
            if (read instanceof SendOutcome.Accepted accepted) {
                assertThat(accepted.message().text()).isEmpty();
                assertThat(accepted.message().rawJson()).isEmpty();
            }
        }
    }

    @Test
    void a_number_or_a_text_is_never_legible() {
        for (int seed = 0; seed < 500; seed++) {
            Message message = new Any(new Random(seed)).message();
            String stored = codec.write(new SendOutcome.Accepted(message, KEY, List.of()));

            assertThat(stored)
                    .as("seed %d", seed)
                    .doesNotContain("66812345678", "447537151866", "812345679")
                    .doesNotContain("\"rawStatus\":\"Your", "\"vendorText\":\"Your", "Fall sale");
        }
    }

    @Test
    void what_is_safe_to_log_is_legible() {
        Message message = Message.builder(new MessageId("wavix", "abc"), Status.QUEUED)
                .rawStatus("accepted")
                .build();

        assertThat(codec.write(new SendOutcome.Accepted(message, KEY, List.of())))
                .isEqualTo(
                        "{\"v\":1,\"accepted\":{\"id\":\"wavix:abc\",\"status\":\"QUEUED\",\"rawStatus\":\"accepted\","
                                + "\"direction\":\"OUTBOUND\"}}");
    }

    @Test
    void a_document_of_another_version_or_another_key_is_refused() {
        Message message = Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                .to(PhoneNumber.of("+66812345678"))
                .build();
        String stored = codec.write(new SendOutcome.Accepted(message, KEY, List.of()));
        byte[] other = new byte[StoreKey.LENGTH];
        other[0] = 1;

        assertThatThrownBy(() -> codec.read(KEY, stored.replace("\"v\":1", "\"v\":2")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> codec.read(KEY, "no JSON")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> new OutcomeCodec(new StoreKey(other)).read(KEY, stored))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another key");
    }
}
