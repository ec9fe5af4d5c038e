package io.heliograph.store.jdbc;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.suppression.RecipientSuppressions;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionRemoval;
import io.heliograph.suppression.SuppressionStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The suppressions in a database: one row for each recipient, found by the keyed hash of the number. */
final class JdbcSuppressionStore implements SuppressionStore {
    private static final int PAGE = 500;

    private final Database database;
    private final StoreKey key;
    private final SuppressionCodec codec;

    JdbcSuppressionStore(Database database, StoreKey key) {
        this.database = database;
        this.key = key;
        codec = new SuppressionCodec(key);
    }

    /** A recipient's suppressions before and after a change. */
    private record Change(RecipientSuppressions before, RecipientSuppressions after) {}

    private Change change(PhoneNumber recipient, UnaryOperator<RecipientSuppressions> how) {
        String hash = key.hash(recipient);
        return database.transaction(session -> {
            RecipientSuppressions before = RecipientSuppressions.none();
            // In a rotation the rows of several keys, always locked in this order
            for (String each : new TreeSet<>(key.hashes(recipient))) {
                before = merge(before, lock(session, each, recipient));
            }
            RecipientSuppressions after = how.apply(before);
            if (!after.equals(before) || key.isRotating()) {
                session.update(
                        "UPDATE heliograph_suppression SET number = ?, entries = ? WHERE recipient = ?",
                        key.encrypt(recipient.canonical().e164()),
                        codec.write(after),
                        hash);
            }
            for (String other : key.hashes(recipient)) {
                if (!other.equals(hash)) {
                    session.update("DELETE FROM heliograph_suppression WHERE recipient = ?", other);
                }
            }
            return new Change(before, after);
        });
    }

    /** What two rows of one recipient say together; where a removal's time isn't credible, the suppression stays. */
    private static RecipientSuppressions merge(RecipientSuppressions one, RecipientSuppressions other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        RecipientSuppressions merged = one;
        for (SuppressionRemoval removal : other.removals()) {
            merged = merged.without(removal);
        }
        for (Suppression suppression : other.held()) {
            merged = merged.with(suppression, Instant.now());
        }
        return merged;
    }

    /** Locks a row until the transaction ends, and makes it where it is missing; in one statement, since it may be moved. */
    private RecipientSuppressions lock(Session session, String hash, PhoneNumber recipient) throws SQLException {
        PhoneNumber canonical = recipient.canonical();
        return session.first(
                        "INSERT INTO heliograph_suppression (recipient, number, mask, entries) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (recipient) DO UPDATE SET mask = excluded.mask RETURNING entries",
                        row -> codec.read(recipient, row.getString(1)),
                        hash,
                        key.encrypt(canonical.e164()),
                        canonical.toString(),
                        codec.write(RecipientSuppressions.none()))
                .orElseThrow();
    }

    @Override
    public boolean add(Suppression suppression, Instant now) {
        Change change = change(suppression.recipient(), current -> current.with(suppression, now));
        return !change.before().equals(change.after());
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Instant at) {
        return end(recipient, SuppressionRemoval.ofEverySender(at));
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
        return end(recipient, SuppressionRemoval.ofSender(sender, at));
    }

    private List<Suppression> end(PhoneNumber recipient, SuppressionRemoval removal) {
        RecipientSuppressions before =
                change(recipient, current -> current.without(removal)).before();
        return before.held().stream().filter(removal::ends).toList();
    }

    /** One statement, also in a rotation, so that a row which is moved meanwhile is found under one key or the other. */
    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        List<String> hashes = key.hashes(recipient);
        String places = ", ?".repeat(hashes.size()).substring(2);
        return database
                .read(session -> session.query(
                        "SELECT entries FROM heliograph_suppression WHERE recipient IN (" + places + ")",
                        row -> codec.read(recipient, row.getString(1)),
                        hashes.toArray()))
                .stream()
                .reduce(RecipientSuppressions.none(), JdbcSuppressionStore::merge)
                .held();
    }

    /** A recipient's row. */
    private record Recipient(String hash, PhoneNumber number, List<Suppression> held) {}

    /** Gives the rows that have another key this one, and returns how many they were. */
    int rotate() {
        int count = 0;
        List<Recipient> page = page("");
        while (!page.isEmpty()) {
            for (Recipient recipient : page) {
                if (!recipient.hash().equals(key.hash(recipient.number()))) {
                    change(recipient.number(), current -> current);
                    count++;
                }
            }
            page = page(page.get(page.size() - 1).hash());
        }
        return count;
    }

    /** Reads page by page, so that no transaction lasts as long as the stream is read. */
    @Override
    public Stream<Suppression> all() {
        return Stream.iterate(
                        page(""),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : page(page.get(page.size() - 1).hash()))
                .flatMap(List::stream)
                .flatMap(recipient -> recipient.held().stream());
    }

    private List<Recipient> page(String after) {
        return database.read(session -> session.query(
                "SELECT recipient, number, entries FROM heliograph_suppression WHERE recipient > ? ORDER BY recipient LIMIT ?",
                row -> {
                    PhoneNumber number = PhoneNumber.of(key.decrypt(row.getString(2)));
                    return new Recipient(
                            row.getString(1),
                            number,
                            codec.read(number, row.getString(3)).held());
                },
                after,
                PAGE));
    }
}
