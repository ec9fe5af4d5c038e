package io.heliograph.benchmarks.report;

import io.heliograph.benchmarks.report.RawFile.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The tables of the POSTs that one send becomes at several clients, by the names of their markers. */
final class PostTables {
    private static final String FILE = "posts";
    private static final int JDK = 17;
    private static final Map<String, String> CLIENTS = clients();

    private static final List<String> BY_DEFAULT =
            List.of("okhttp", "jdk", "twilio", "vonage", "infobip", "sms4j", "heliograph");

    /** The faults of the short table, and what it calls them. */
    private static final Map<String, String> SHORT = shortFaults();

    private final List<Row> rows;
    private final Optional<RawFile> file;

    PostTables(Path folder) throws IOException {
        file = RawFile.find(folder, FILE, JDK);
        rows = file.map(found -> found.rows(row -> true)).orElse(List.of());
    }

    private static Map<String, String> clients() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("jdk", "JDK's HttpClient");
        names.put("jdk-retries", "the same, retries on");
        names.put("okhttp", "OkHttp");
        names.put("twilio", "Twilio");
        names.put("vonage", "Vonage");
        names.put("infobip", "Infobip");
        names.put("sms4j", "sms4j");
        names.put("sms4j-retries", "sms4j, retries on");
        names.put("heliograph", "Heliograph");
        return names;
    }

    private static Map<String, String> shortFaults() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("500", "it answers 500");
        names.put("503 with Retry-After: 0", "503 with `Retry-After: 0`");
        names.put("connection reset after the request", "it resets the connection after the request");
        names.put(
                "kept connection closed as the request arrives", "it closes a kept connection as the request arrives");
        names.put("2xx with half a body", "it accepts, and the response is cut");
        return names;
    }

    Map<String, String> all() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("posts", table(faults(), CLIENTS.keySet(), PostTables::posts));
        tables.put("callers", table(faults(), CLIENTS.keySet(), row -> row.text("caller")));
        tables.put("posts-short", table(SHORT, BY_DEFAULT, PostTables::posts));
        tables.put(
                "posts-measured",
                file.map(found -> found.circumstances() + "\n").orElse("—\n"));
        return tables;
    }

    private Map<String, String> faults() {
        Map<String, String> faults = new LinkedHashMap<>();
        rows.forEach(row -> faults.putIfAbsent(row.text("fault"), row.text("fault")));
        return faults;
    }

    /** Bold where the vendor may have the message more than once. */
    private static String posts(Row row) {
        boolean twice = Integer.parseInt(row.text("taken")) > 1;
        return twice ? "**" + row.text("posts") + "**" : row.text("posts");
    }

    private String table(Map<String, String> faults, Collection<String> clients, Function<Row, String> cell) {
        StringBuilder table = new StringBuilder("| |");
        clients.forEach(client -> table.append(' ').append(CLIENTS.get(client)).append(" |"));
        table.append("\n|").append("---|".repeat(clients.size() + 1)).append('\n');
        faults.forEach((fault, name) -> {
            table.append("| ").append(name).append(" |");
            clients.forEach(client ->
                    table.append(' ').append(cell(fault, client, cell)).append(" |"));
            table.append('\n');
        });
        return table.toString();
    }

    private String cell(String fault, String client, Function<Row, String> cell) {
        return rows.stream()
                .filter(row ->
                        row.text("fault").equals(fault) && row.text("client").equals(client))
                .findFirst()
                .map(cell)
                .orElse("—");
    }
}
