package io.heliograph.campaign;

import io.heliograph.message.PhoneNumber;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The recipients of campaigns in the store. Thread-safe. */
final class RecipientTable {
    /** So many rows are one statement: fewer round trips to a server, and few sizes of statements to keep. */
    private static final int ROWS = 50;

    private static final int HASH_DIGITS = 32;

    private static final int DELETED_AT_ONCE = 5_000;

    private final Database database;
    private final StoreKey key;

    RecipientTable(Database database, StoreKey key) {
        this.database = database;
        this.key = key;
    }

    /**
     * A line to be stored.
     *
     * @param recipient null where it has no number
     */
    record NewRow(
            long line,
            @Nullable String recipient,
            String content,
            RecipientState state,
            @Nullable String result) {}

    /** A result to be stored. */
    record Update(Row row, LineResult result) {}

    NewRow newRow(Recipients.Line line, @Nullable PhoneNumber number, @Nullable String problem) {
        String content = Row.content(key, line.to(), line.values());
        return number == null || problem != null
                ? new NewRow(
                        line.number(),
                        null,
                        content,
                        RecipientState.INVALID,
                        LineResult.of(RecipientState.INVALID, "INVALID", String.valueOf(problem))
                                .document(key))
                : new NewRow(
                        line.number(),
                        key.hash(number).substring(0, HASH_DIGITS),
                        content,
                        RecipientState.WAITING,
                        null);
    }

    /** Stores lines; one whose number is there already becomes a duplicate. False if another has the campaign. */
    boolean add(Lease lease, List<NewRow> rows) {
        return database.transaction(session -> {
            if (CampaignTable.renew(session, lease, true).isEmpty()) {
                return false;
            }
            for (int from = 0; from < rows.size(); from += ROWS) {
                add(session, lease.id(), rows.subList(from, Math.min(from + ROWS, rows.size())));
            }
            return true;
        });
    }

    private static void add(Session session, long campaign, List<NewRow> rows) throws SQLException {
        Set<Long> stored = insert(session, campaign, rows);
        if (stored.size() == rows.size()) {
            return;
        }
        List<NewRow> duplicates = rows.stream()
                .filter(row -> !stored.contains(row.line()))
                .map(row -> new NewRow(row.line(), null, row.content(), RecipientState.DUPLICATE, null))
                .toList();
        for (NewRow duplicate : duplicates) {
            insert(session, campaign, List.of(duplicate));
        }
    }

    /** The lines that were stored: not those whose number is there. */
    private static Set<Long> insert(Session session, long campaign, List<NewRow> rows) throws SQLException {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (NewRow row : rows) {
            arguments.add(campaign);
            arguments.add(row.line());
            arguments.add(row.recipient());
            arguments.add(row.content());
            arguments.add(row.state().number);
            arguments.add(row.result());
        }
        return new HashSet<>(session.query(
                "INSERT INTO heliograph_campaign_recipient (campaign, line, recipient, content, state, call, result) VALUES "
                        + values(rows.size(), "(?, ?, ?, ?, ?, 0, ?)") + " ON CONFLICT DO NOTHING RETURNING line",
                row -> row.getLong(1),
                arguments.toArray()));
    }

    private static String values(int count, String one) {
        return Stream.generate(() -> one).limit(count).collect(Collectors.joining(", "));
    }

    /** The waiting lines that are sent next, marked as being sent before they are. */
    record Taken(long call, List<Row> rows, CampaignTable.Asked asked) {}

    /**
     * Marks the next waiting lines as being sent; empty where another has the campaign.
     *
     * @param after the last line that this run took
     * @param bulk whether they are one call
     */
    Optional<Taken> take(Lease lease, long after, int limit, boolean bulk) {
        return database.transaction(session -> {
            Optional<CampaignTable.Asked> asked = CampaignTable.renew(session, lease, false);
            if (asked.isEmpty()) {
                return Optional.empty();
            }
            if (asked.get() != CampaignTable.Asked.NOTHING) {
                return Optional.of(new Taken(0, List.of(), asked.get()));
            }
            long call = bulk ? CampaignTable.nextCall(session, lease.id()) : 0;
            List<Row> rows = session.query(
                    "UPDATE heliograph_campaign_recipient SET state = 1, call = ? WHERE campaign = ? AND line IN"
                            + " (SELECT line FROM heliograph_campaign_recipient WHERE campaign = ? AND state = 0 AND state < 3"
                            + " AND line > ? ORDER BY line LIMIT ?) RETURNING line, content",
                    row -> Row.of(key, row.getLong(1), row.getString(2), call),
                    call,
                    lease.id(),
                    lease.id(),
                    after,
                    limit);
            rows.sort(Comparator.comparingLong(Row::line));
            return Optional.of(new Taken(call, rows, asked.get()));
        });
    }

    /** The lines in a state that isn't final, from a line on. */
    List<Row> open(long campaign, RecipientState state, long after, int limit) {
        return database.read(session -> session.query(
                "SELECT line, content, call FROM heliograph_campaign_recipient WHERE campaign = ? AND state = ? AND state < 3"
                        + " AND line > ? ORDER BY line LIMIT ?",
                row -> Row.of(key, row.getLong(1), row.getString(2), row.getLong(3)),
                campaign,
                state.number,
                after,
                limit));
    }

    /**
     * Stores results of lines that were being sent, or are unknown; also where another has the campaign meanwhile, unless that one
     * has found out what became of them.
     *
     * @return what was asked of the run; empty where another has the campaign
     */
    Optional<CampaignTable.Asked> record(Lease lease, List<Update> updates) {
        return database.transaction(session -> {
            for (Update update : updates) {
                record(session, lease.id(), update);
            }
            return CampaignTable.renew(session, lease, !updates.isEmpty());
        });
    }

    /** One row at a time: SQLite would look through all of the campaign's rows for an UPDATE with a list of values. */
    private void record(Session session, long campaign, Update update) throws SQLException {
        LineResult result = update.result();
        session.update(
                "UPDATE heliograph_campaign_recipient SET state = ?, call = ?, result = ?"
                        + " WHERE campaign = ? AND line = ? AND call = ? AND state IN (1, 2)",
                result.state().number,
                result.state() == RecipientState.WAITING ? 0L : update.row().call(),
                result.document(key),
                campaign,
                update.row().line(),
                update.row().call());
    }

    Map<RecipientState, Long> counts(long campaign) {
        Map<RecipientState, Long> counts = new EnumMap<>(RecipientState.class);
        database.read(session -> session.query(
                        "SELECT state, count(*) FROM heliograph_campaign_recipient WHERE campaign = ? GROUP BY state",
                        row -> counts.put(RecipientState.of(row.getInt(1)), row.getLong(2)),
                        campaign)
                .size());
        return counts;
    }

    /** A line with what became of it. */
    record Reported(long line, String to, LineResult result) {}

    List<Reported> report(long campaign, long after, int limit) {
        return database.read(session -> session.query(
                "SELECT line, content, state, result FROM heliograph_campaign_recipient WHERE campaign = ? AND line > ?"
                        + " ORDER BY line LIMIT ?",
                row -> new Reported(
                        row.getLong(1),
                        Row.of(key, row.getLong(1), row.getString(2), 0).to(),
                        LineResult.read(key, RecipientState.of(row.getInt(3)), row.getString(4))),
                campaign,
                after,
                limit));
    }

    /** Deletes the lines of a campaign, in short transactions. */
    void delete(long campaign) {
        int deleted = DELETED_AT_ONCE;
        while (deleted == DELETED_AT_ONCE) {
            deleted = database.write(session -> session.update(
                    "DELETE FROM heliograph_campaign_recipient WHERE campaign = ? AND line IN (SELECT line FROM"
                            + " heliograph_campaign_recipient WHERE campaign = ? ORDER BY line LIMIT ?)",
                    campaign,
                    campaign,
                    DELETED_AT_ONCE));
        }
    }
}
