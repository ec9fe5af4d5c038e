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
            insert(session, hash, recipient.canonical());
            RecipientSuppressions before = session.first(
                            "SELECT entries FROM heliograph_suppression WHERE recipient = ?" + database.lockRows(),
                            row -> codec.read(recipient, row.getString(1)),
                            hash)
                    .orElseThrow();
            RecipientSuppressions after = how.apply(before);
            if (!after.equals(before)) {
                session.update(
                        "UPDATE heliograph_suppression SET entries = ? WHERE recipient = ?", codec.write(after), hash);
            }
            return new Change(before, after);
        });
    }

    private void insert(Session session, String hash, PhoneNumber recipient) throws SQLException {
        session.update(
                "INSERT INTO heliograph_suppression (recipient, number, mask, entries) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (recipient) DO NOTHING",
                hash,
                key.encrypt(recipient.e164()),
                recipient.toString(),
                codec.write(RecipientSuppressions.none()));
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

    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        return database.read(session -> session.first(
                        "SELECT entries FROM heliograph_suppression WHERE recipient = ?",
                        row -> codec.read(recipient, row.getString(1)).held(),
                        key.hash(recipient))
                .orElse(List.of()));
    }

    /** A recipient's row. */
    private record Recipient(String hash, List<Suppression> held) {}

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
                            codec.read(number, row.getString(3)).held());
                },
                after,
                PAGE));
    }
}
