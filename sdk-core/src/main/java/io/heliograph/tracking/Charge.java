package io.heliograph.tracking;

import io.heliograph.message.Money;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor charges for a message by its reports so far: price, carrier fees and segments.
 *
 * <p>Immutable and thread-safe. Each value is that of the report whose status is furthest; of several with the same status,
 * the highest counts, so that order and repetition of the reports change nothing. A price of 0 counts only with a final status:
 * vendors answer a send with 0 and charge later. Reports about one of several parts or recipients don't count, because
 * their price isn't the message's.
 */
public final class Charge {
    private static final Charge NONE = new Charge(null, null, null);

    private final @Nullable Entry<Money> price;
    private final @Nullable Entry<Money> fees;
    private final @Nullable Entry<Integer> segments;

    /** A value with the status of the report that has it. */
    private record Entry<T>(Status status, T value) {
        static <T> @Nullable Entry<T> further(
                @Nullable Entry<T> one, @Nullable Entry<T> other, Comparator<? super T> order) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            int difference = Integer.compare(StatusRank.of(one.status), StatusRank.of(other.status));
            int decisive = difference != 0 ? difference : order.compare(one.value, other.value);
            return decisive >= 0 ? one : other;
        }
    }

    private Charge(@Nullable Entry<Money> price, @Nullable Entry<Money> fees, @Nullable Entry<Integer> segments) {
        this.price = price;
        this.fees = fees;
        this.segments = segments;
    }

    /** No charge is known. */
    public static Charge unknown() {
        return NONE;
    }

    static Charge of(StatusReport report) {
        boolean isOfPart = report.part() > 0 || report.isOfUnnumberedPart();
        if (isOfPart || (report.recipient().isPresent() && report.recipients() > 1)) {
            return NONE;
        }
        Status status = report.status();
        return new Charge(
                entry(status, report.price()),
                entry(status, report.fees()),
                report.parts() > 0 ? new Entry<>(status, report.parts()) : null);
    }

    private static @Nullable Entry<Money> entry(Status status, Optional<Money> amount) {
        return amount.filter(money -> status.isFinal() || money.amount().signum() != 0)
                .map(money -> new Entry<>(status, money))
                .orElse(null);
    }

    /** The charge by the reports of both; both are of the same message. */
    public Charge merge(Charge other) {
        return new Charge(
                Entry.further(price, other.price, MoneyOrder.BY_AMOUNT),
                Entry.further(fees, other.fees, MoneyOrder.BY_AMOUNT),
                Entry.further(segments, other.segments, Comparator.naturalOrder()));
    }

    /** The price, without {@link #fees()}; empty until a report has one. */
    public Optional<Money> price() {
        return price == null ? Optional.empty() : Optional.of(price.value);
    }

    /** Whether the price is that of a message whose status is final; before that it may change. */
    public boolean isFinal() {
        return price != null && price.status.isFinal();
    }

    /** The carrier fees that the vendor passes on; whether the price contains them depends on the vendor. */
    public Optional<Money> fees() {
        return fees == null ? Optional.empty() : Optional.of(fees.value);
    }

    /** The number of segments, as the vendor counts; the client's count where a vendor gives none. */
    public OptionalInt segments() {
        return segments == null ? OptionalInt.empty() : OptionalInt.of(segments.value);
    }

    /** The charge as a short text that {@link #decode} reads, for a store: words and numbers, with the statuses they came with. */
    public String encoded() {
        return encoded(price) + ";" + encoded(fees) + ";"
                + (segments == null ? "" : segments.status + " " + segments.value);
    }

    private static String encoded(@Nullable Entry<Money> entry) {
        return entry == null
                ? ""
                : entry.status + " " + entry.value.amount() + " " + entry.value.currency(); // the amount with its scale
    }

    /**
     * Reads what {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Charge decode(String text) {
        String[] entries = text.split(";", -1);
        if (entries.length != 3) {
            throw new IllegalArgumentException("a charge has 3 entries, and this text " + entries.length);
        }
        String[] segments = entries[2].split(" ", -1);
        return new Charge(
                decodeMoney(entries[0]),
                decodeMoney(entries[1]),
                segments.length < 2 ? null : new Entry<>(Status.valueOf(segments[0]), Integer.valueOf(segments[1])));
    }

    private static @Nullable Entry<Money> decodeMoney(String text) {
        String[] words = text.split(" ", 3);
        return words.length < 3
                ? null
                : new Entry<>(Status.valueOf(words[0]), new Money(new BigDecimal(words[1]), words[2]));
    }

    /** Whether both have the same amounts, and both are final or neither is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Charge charge
                && price().equals(charge.price())
                && fees().equals(charge.fees())
                && segments().equals(charge.segments())
                && isFinal() == charge.isFinal();
    }

    @Override
    public int hashCode() {
        return Objects.hash(price(), fees(), segments(), isFinal());
    }

    @Override
    public String toString() {
        return "Charge[" + price().map(Money::toString).orElse("?")
                + fees().map(money -> ", fees " + money).orElse("")
                + (segments == null ? "" : ", segments " + segments.value)
                + (isFinal() ? ", final" : "") + "]";
    }
}
