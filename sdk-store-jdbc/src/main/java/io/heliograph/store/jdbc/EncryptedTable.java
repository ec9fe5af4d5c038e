package io.heliograph.store.jdbc;

import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table with encrypted values, for a rotation of the store's key.
 *
 * @param keys the columns of its primary key
 * @param values the columns that are encrypted, or are documents with encrypted fields
 */
record EncryptedTable(String name, List<String> keys, List<String> values) {
    /** All but the suppressions, whose keys are hashes that change with the store's key. */
    static final List<EncryptedTable> ALL = List.of(
            new EncryptedTable("heliograph_claim", List.of("send_key"), List.of("fingerprint", "outcome")),
            new EncryptedTable("heliograph_report", List.of("message", "content"), List.of("report")),
            new EncryptedTable("heliograph_early_report", List.of("send_key"), List.of("report")),
            new EncryptedTable("heliograph_outbox", List.of("seq"), List.of("fingerprint", "request", "reason")),
            new EncryptedTable("heliograph_campaign", List.of("id"), List.of("content", "reason")),
            new EncryptedTable(
                    "heliograph_campaign_recipient", List.of("campaign", "line"), List.of("content", "result")));

    private static final int PAGE = 200;

    /** An encrypted field of a document; its quotes aren't those within a text. */
    private static final Pattern FIELD =
            Pattern.compile("(?<!\\\\)\"" + DocumentWriter.ENCRYPTED + "([A-Za-z0-9+/]+)\"");

    /** A row: the values of its key, and of its encrypted columns. */
    private record Row(List<Object> key, List<@Nullable String> values) {}

    /** Gives all values the store's own key, and returns how many rows have changed. */
    int rotate(Database database, StoreKey key) {
        int count = 0;
        List<Row> page = database.read(session -> page(session, List.of()));
        while (!page.isEmpty()) {
            List<Row> rows = page;
            count += database.transaction(session -> rotate(session, rows, key));
            List<Object> last = rows.get(rows.size() - 1).key();
            page = database.read(session -> page(session, last));
        }
        return count;
    }

    private List<Row> page(Session session, List<Object> after) throws SQLException {
        String columns = String.join(", ", keys);
        String where = after.isEmpty()
                ? ""
                : " WHERE (" + columns + ") > (" + ", ?".repeat(keys.size()).substring(2) + ")";
        List<Object> arguments = new ArrayList<>(after);
        arguments.add(PAGE);
        return session.query(
                "SELECT " + columns + ", " + String.join(", ", values) + " FROM " + name + where + " ORDER BY "
                        + columns + " LIMIT ?",
                this::row,
                arguments.toArray());
    }

    private Row row(ResultSet row) throws SQLException {
        List<Object> key = new ArrayList<>();
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 1; i <= keys.size(); i++) {
            key.add(row.getObject(i));
        }
        for (int i = 1; i <= values.size(); i++) {
            texts.add(row.getString(keys.size() + i));
        }
        return new Row(key, texts);
    }

    /** Changes the values that are still as they were read: whoever has changed one meanwhile has written with a key that counts. */
    private int rotate(Session session, List<Row> rows, StoreKey key) throws SQLException {
        int count = 0;
        for (Row row : rows) {
            boolean isChanged = false;
            for (int i = 0; i < values.size(); i++) {
                String before = row.values().get(i);
                String after = before == null ? null : reencrypt(before, key);
                if (after != null && !after.equals(before)) {
                    List<Object> arguments = new ArrayList<>();
                    arguments.add(after);
                    arguments.addAll(row.key());
                    arguments.add(before);
                    session.update(
                            "UPDATE " + name + " SET " + values.get(i) + " = ? WHERE " + String.join(" = ? AND ", keys)
                                    + " = ? AND " + values.get(i) + " = ?",
                            arguments.toArray());
                    isChanged = true;
                }
            }
            count += isChanged ? 1 : 0;
        }
        return count;
    }

    private static String reencrypt(String value, StoreKey key) {
        if (!value.startsWith("{")) {
            return key.reencrypt(value);
        }
        return FIELD.matcher(value)
                .replaceAll(field -> Matcher.quoteReplacement(
                        "\"" + DocumentWriter.ENCRYPTED + key.reencrypt(field.group(1)) + "\""));
    }
}
