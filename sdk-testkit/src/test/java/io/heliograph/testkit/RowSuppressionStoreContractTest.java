package io.heliograph.testkit;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.RecipientSuppressions;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.suppression.SuppressionRemoval;
import io.heliograph.suppression.SuppressionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store of rows of plain values, like a database, which implements no rule itself. */
class RowSuppressionStoreContractTest extends SuppressionStoreContract {
    @Override
    protected SuppressionStore open() {
        return new RowStore();
    }

    private record SuppressionRow(
            String recipient,
            @Nullable String sender,
            String reason,
            String provider,
            Instant since,
            @Nullable Instant until) {
        static SuppressionRow of(Suppression value) {
            return new SuppressionRow(
                    value.recipient().e164(),
                    value.sender().map(Sender::value).orElse(null),
                    value.reason().name(),
                    value.provider(),
                    value.since(),
                    value.until().orElse(null));
        }

        Suppression value() {
            return new Suppression(
                    PhoneNumber.of(recipient),
                    Optional.ofNullable(sender).map(Sender::of),
                    SuppressionReason.valueOf(reason),
                    provider,
                    since,
                    Optional.ofNullable(until));
        }
    }

    private record RemovalRow(
            String recipient, boolean everySender, @Nullable String sender, Instant at) {
        static RemovalRow of(String recipient, SuppressionRemoval value) {
            return new RemovalRow(
                    recipient,
                    value.everySender(),
                    value.sender().map(Sender::value).orElse(null),
                    value.at());
        }

        SuppressionRemoval value() {
            return new SuppressionRemoval(
                    everySender, Optional.ofNullable(sender).map(Sender::of), at);
        }
    }

    /** Each method is one transaction: read, change, write. */
    private static final class RowStore implements SuppressionStore {
        private final List<SuppressionRow> suppressions = new ArrayList<>();
        private final List<RemovalRow> removals = new ArrayList<>();

        private RecipientSuppressions read(String number) {
            return new RecipientSuppressions(
                    suppressions.stream()
                            .filter(row -> row.recipient().equals(number))
                            .map(SuppressionRow::value)
                            .toList(),
                    removals.stream()
                            .filter(row -> row.recipient().equals(number))
                            .map(RemovalRow::value)
                            .toList());
        }

        private List<RecipientSuppressions> change(PhoneNumber recipient, UnaryOperator<RecipientSuppressions> change) {
            String number = recipient.e164();
            RecipientSuppressions before = read(number);
            RecipientSuppressions after = change.apply(before);
            suppressions.removeIf(row -> row.recipient().equals(number));
            removals.removeIf(row -> row.recipient().equals(number));
            after.held().forEach(one -> suppressions.add(SuppressionRow.of(one)));
            after.removals().forEach(one -> removals.add(RemovalRow.of(number, one)));
            return List.of(before, after);
        }

        @Override
        public synchronized boolean add(Suppression suppression, Instant now) {
            List<RecipientSuppressions> change = change(suppression.recipient(), known -> known.with(suppression, now));
            return !change.get(0).equals(change.get(1));
        }

        @Override
        public List<Suppression> remove(PhoneNumber recipient, Instant at) {
            return remove(recipient, SuppressionRemoval.ofEverySender(at));
        }

        @Override
        public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
            return remove(recipient, SuppressionRemoval.ofSender(sender, at));
        }

        private synchronized List<Suppression> remove(PhoneNumber recipient, SuppressionRemoval removal) {
            return change(recipient, known -> known.without(removal)).get(0).held().stream()
                    .filter(removal::ends)
                    .toList();
        }

        @Override
        public synchronized List<Suppression> find(PhoneNumber recipient) {
            return read(recipient.e164()).held();
        }

        @Override
        public synchronized Stream<Suppression> all() {
            return suppressions.stream().map(SuppressionRow::value).toList().stream();
        }
    }
}
