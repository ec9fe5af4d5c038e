package io.heliograph.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The databases that a store can use. */
public enum StoreDialect {
    /** A file of this machine, by SQLite 3.51.3 or newer. */
    SQLITE,
    /** A PostgreSQL server. */
    POSTGRESQL;

    private static final Pattern CREATED = Pattern.compile("CREATE TABLE ([a-z_]+)");

    /** The version of the tables that this library uses, and the number of the scripts. */
    public static final int VERSION = 4;

    /**
     * The statements that create the tables, for an administrator to run where the application may not, see {@link
     * JdbcStore.Builder#createTables}.
     */
    public String ddl() {
        return IntStream.rangeClosed(1, VERSION).mapToObj(this::script).collect(Collectors.joining("\n"));
    }

    /** The names of the tables. */
    List<String> tables() {
        return CREATED.matcher(ddl()).results().map(created -> created.group(1)).toList();
    }

    /** The script that brings the tables to a version. */
    String script(int version) {
        String name = name().toLowerCase(Locale.ROOT) + String.format(Locale.ROOT, "/%03d.sql", version);
        try (InputStream resource = StoreDialect.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " isn't in the library's jar");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements of a script. */
    List<String> statements(int version) {
        String code =
                script(version).lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return List.of(code.split(";\n?", -1)).stream()
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
