package io.heliograph.store.jdbc;

import io.heliograph.store.StoreException;
import io.heliograph.store.internal.StoreKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What secrets decrypt in a database, in whatever column it is, so that nobody forgets one. */
final class StoredSecrets {
    /** What may be Base64 of a nonce, a text and a tag. */
    private static final Pattern PIECE = Pattern.compile("[A-Za-z0-9+/]{38,}");

    private StoredSecrets() {}

    /** The columns with a value, or a piece of one, that a secret decrypts. */
    static Set<String> columns(String store, byte[] secret) throws SQLException {
        return counts(store, secret).keySet();
    }

    /** How many pieces of each column one of the secrets decrypts. */
    static Map<String, Integer> counts(String store, byte[]... secrets) throws SQLException {
        List<StoreKey> keys = Stream.of(secrets).map(StoreKey::new).toList();
        Map<String, Integer> counts = new TreeMap<>();
        try (Connection connection = SendingProcess.source(store).getConnection()) {
            for (String table : tables(connection)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    while (row.next()) {
                        count(counts, table, row, keys);
                    }
                }
            }
        }
        return counts;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet names = connection.getMetaData().getTables(null, null, "heliograph_%", new String[] {"TABLE"})) {
            while (names.next()) {
                tables.add(names.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private static void count(Map<String, Integer> counts, String table, ResultSet row, List<StoreKey> keys)
            throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String value = String.valueOf(row.getObject(i));
            int decrypted = (int) PIECE.matcher(value)
                    .results()
                    .filter(piece -> keys.stream().anyMatch(key -> decrypts(key, piece.group())))
                    .count();
            if (decrypted > 0) {
                counts.merge(table + "." + row.getMetaData().getColumnName(i), decrypted, Integer::sum);
            }
        }
    }

    private static boolean decrypts(StoreKey key, String piece) {
        try {
            return key.decrypt(piece) != null;
        } catch (StoreException e) {
            return false;
        }
    }
}
