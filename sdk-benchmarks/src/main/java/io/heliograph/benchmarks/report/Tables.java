package io.heliograph.benchmarks.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of the page in Markdown, by the names of their markers. */
final class Tables {
    static final List<Integer> JDKS = List.of(17, 25);
    static final Map<String, String> CLIENTS = clients();

    private static final String OURS = "heliograph";
    private static final String NONE = "—";
    private static final Pattern BULK =
            Pattern.compile("(\\d+) recipients, heap of (\\d+) MB: median ratio ([\\d.]+) \\(CPU ([\\d.]+)\\)");
    private static final Pattern KEYS = Pattern.compile("^(?:.*keys?.*): (\\d+) bytes of ([\\d,]+)$");
    private static final Pattern TIMELINES = Pattern.compile("^(?:.*timelines?.*): (\\d+) bytes of ([\\d,]+)$");

    private final Figures figures;

    Tables(Figures figures) {
        this.figures = figures;
    }

    private static Map<String, String> clients() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("okhttp", "OkHttp by hand");
        names.put("okhttp-reused", "the same, all reused");
        names.put("okhttp-moshi", "with Moshi both ways");
        names.put("jdk", "the JDK's HttpClient");
        names.put("twilio", "Twilio's client");
        names.put("vonage", "Vonage's client");
        names.put("infobip", "Infobip's client");
        names.put("sms4j", "sms4j");
        names.put(OURS, "Heliograph");
        return names;
    }

    /** A figure on one JDK. */
    private interface Cell {
        String on(int jdk) throws IOException;
    }

    Map<String, String> all() throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("sends", sends("sends", List.of("okhttp", "okhttp-reused", "okhttp-moshi", OURS)));
        tables.put("peers", sends("peers", List.copyOf(CLIENTS.keySet())));
        tables.put("connections", connections());
        tables.put("own", own());
        tables.put("startup", startup());
        tables.put("virtual", virtual());
        tables.put("growth", growth());
        tables.put("bulk", bulk());
        tables.put("memory", memory());
        tables.put("webhooks", webhooks());
        tables.put("segments", segments());
        tables.put("machine", machine());
        tables.put("speed", speed());
        return tables;
    }

    /** The README's sentence. */
    private String speed() throws IOException {
        return "Against a server that accepts at once, a send takes " + ratios("sends-1")
                + " times the call that people write by hand, and with 64 threads " + ratios("sends-64")
                + " times (JDK 17, 25): [how it is measured](docs/performance.md).\n";
    }

    private String ratios(String name) throws IOException {
        return ratioOrTime(name, 17, OURS) + " and " + ratioOrTime(name, 25, OURS);
    }

    private static String head(String... columns) {
        return "| " + String.join(" | ", columns) + " |\n|" + "---|".repeat(columns.length) + "\n";
    }

    private static String row(String name, Cell... cells) throws IOException {
        StringBuilder row = new StringBuilder("| ").append(name).append(" |");
        for (int jdk : JDKS) {
            for (Cell cell : cells) {
                row.append(' ').append(cell.on(jdk)).append(" |");
            }
        }
        return row.append('\n').toString();
    }

    static String number(String format, OptionalDouble value) {
        return value.isEmpty() ? NONE : String.format(Locale.ROOT, format, value.getAsDouble());
    }

    private static OptionalDouble scaled(OptionalDouble value, double by) {
        return value.isEmpty() ? value : OptionalDouble.of(value.getAsDouble() * by);
    }

    private String sends(String name, List<String> clients) throws IOException {
        StringBuilder table = new StringBuilder(head(
                "",
                "17: 1 thread",
                "17: 64 threads",
                "17: bytes a send",
                "25: 1 thread",
                "25: 64 threads",
                "25: bytes a send"));
        for (String client : clients) {
            table.append(row(
                    String.valueOf(CLIENTS.get(client)),
                    jdk -> ratioOrTime(name + "-1", jdk, client),
                    jdk -> ratioOrTime(name + "-64", jdk, client),
                    jdk -> number("%,.0f", figures.median(name + "-1", jdk, client, "bytes_per_send"))));
        }
        return table.toString();
    }

    private String ratioOrTime(String name, int jdk, String client) throws IOException {
        if (client.equals("okhttp")) {
            return "1 (" + number("%.0f", scaled(figures.median(name, jdk, client, "nanos_per_send"), 1e-3)) + " µs)";
        }
        return number("%.2f", figures.ratio(name, jdk, client, "nanos_per_send"));
    }

    private String connections() throws IOException {
        return head("64 threads", "17: ratio", "17: new connections", "25: ratio", "25: new connections")
                + row("plain", jdk -> ratioOrTime("sends-64", jdk, OURS), jdk -> opened("sends-64", jdk))
                + row("TLS", jdk -> ratioOrTime("tls-64", jdk, OURS), jdk -> opened("tls-64", jdk));
    }

    private String opened(String name, int jdk) throws IOException {
        return number("%,.0f", figures.sum(name, jdk, OURS, "new_connections"));
    }

    private String own() throws IOException {
        StringBuilder table =
                new StringBuilder(head("", "17: processor time", "17: bytes", "25: processor time", "25: bytes"));
        for (String subject : List.of("core", "client", "okhttp")) {
            String name = switch (subject) {
                case "core" -> "the core: no HTTP, no JSON";
                case "client" -> "all of a send, the response from memory";
                default -> "OkHttp by hand, to the same memory";
            };
            table.append(row(
                    name,
                    jdk -> number("%.1f µs", scaled(own(jdk, subject, "cpu_nanos_per_send"), 1e-3)),
                    jdk -> number("%,.0f", own(jdk, subject, "bytes_per_send"))));
        }
        return table.toString();
    }

    private OptionalDouble own(int jdk, String subject, String column) throws IOException {
        return Figures.median(
                RawFile.find(figures.folder(), "own", jdk)
                        .map(file -> file.rows(row -> row.text("subject").equals(subject)))
                        .orElse(List.of()),
                column);
    }

    private String startup() throws IOException {
        StringBuilder table = new StringBuilder(head("", "17: time", "17: classes", "25: time", "25: classes"));
        for (String file : List.of("startup", "startup-cached")) {
            for (String client : List.of("okhttp", OURS)) {
                table.append(row(
                        CLIENTS.get(client) + (file.equals("startup") ? "" : ", CDS or AOT cache"),
                        jdk -> number("%.0f ms", figures.median(file, jdk, client, "millis")),
                        jdk -> number("%,.0f", figures.median(file, jdk, client, "classes"))));
            }
        }
        return table.toString();
    }

    private String virtual() throws IOException {
        StringBuilder table = new StringBuilder(
                head("virtual threads", "OkHttp by hand", "Heliograph", "ratio", "pinned over 20 ms"));
        for (String threads : List.of("256", "1000")) {
            String name = "virtual-" + threads;
            table.append("| ").append(threads).append(" |");
            for (String cell : List.of(
                    number("%,.0f a second", figures.median(name, 25, "okhttp", "sends_per_second")),
                    number("%,.0f a second", figures.median(name, 25, OURS, "sends_per_second")),
                    number("%.2f", figures.ratio(name, 25, OURS, "sends_per_second")),
                    number("%.0f", figures.sum(name, 25, OURS, "pinned")))) {
                table.append(' ').append(cell).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private String growth() throws IOException {
        StringBuilder table = new StringBuilder(head("", "17: time", "17: bytes", "25: time", "25: bytes"));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("5 providers", "5 providers instead of 1");
        names.put("500 rules", "500 rules, a route's maximum");
        names.put("1000000 keys", "1,000,000 remembered keys");
        for (Map.Entry<String, String> name : names.entrySet()) {
            table.append(row(
                    name.getValue(),
                    jdk -> growth(jdk, name.getKey(), "nanos_per_send"),
                    jdk -> growth(jdk, name.getKey(), "bytes_per_send")));
        }
        return table.toString();
    }

    private String growth(int jdk, String client, String column) throws IOException {
        return number("%.2f", figures.ratio("growth", jdk, client, "plain", column));
    }

    private String bulk() throws IOException {
        return head("", "JDK 17", "JDK 25")
                + row("time beside Okio's write", jdk -> part("bulk", jdk, BULK, 3))
                + row("its thread's processor time, beside", jdk -> part("bulk", jdk, BULK, 4))
                + row("heap", jdk -> part("bulk", jdk, BULK, 2) + " MB");
    }

    private String memory() throws IOException {
        return head("", "JDK 17", "JDK 25")
                + row("bytes of a remembered key", jdk -> part("memory", jdk, KEYS, 1))
                + row("bytes of a timeline", jdk -> part("memory", jdk, TIMELINES, 1));
    }

    private String part(String name, int jdk, Pattern pattern, int group) throws IOException {
        return RawFile.find(figures.folder(), name, jdk)
                .flatMap(file -> file.last(pattern))
                .map((MatchResult found) -> found.group(group))
                .orElse(NONE);
    }

    private String webhooks() throws IOException {
        return head("", "JDK 17", "JDK 25")
                + row("`receive`, one thread, a second", jdk -> late(jdk, "received_per_second"))
                + row("`receive`, in a second of its processor", jdk -> late(jdk, "received_per_cpu_second"))
                + row("`WebhookServer`, a second", jdk -> late(jdk, "served_per_second"))
                + row("lost", jdk -> late(jdk, "lost"));
    }

    /** The median of the later half of the rounds. */
    private String late(int jdk, String column) throws IOException {
        List<RawFile.Row> rows = RawFile.find(figures.folder(), "webhooks", jdk)
                .map(file -> file.rows(row -> true))
                .orElse(List.of());
        return number("%,.0f", Figures.median(rows.subList(rows.size() / 2, rows.size()), column));
    }

    private String segments() throws IOException {
        StringBuilder table = new StringBuilder(head(
                "text",
                "17: Heliograph",
                "17: ch-commons-charset",
                "17: jcharset",
                "25: Heliograph",
                "25: ch-commons-charset",
                "25: jcharset"));
        for (String text : List.of("gsm-50", "gsm-160", "thai-300", "mixed-1000")) {
            table.append(row(
                    text,
                    jdk -> nanos(jdk, "heliograph", text),
                    jdk -> nanos(jdk, "commonsCharset", text),
                    jdk -> nanos(jdk, "jcharset", text)));
        }
        return table.toString();
    }

    private String nanos(int jdk, String counter, String text) throws IOException {
        double millionsASecond = segments(jdk, counter, text);
        double bytes = segments(jdk, counter + ":gc.alloc.rate.norm", text);
        return Double.isNaN(bytes)
                ? NONE
                : String.format(Locale.ROOT, "%,.0f ns, %,.0f B", 1000 / millionsASecond, bytes);
    }

    private double segments(int jdk, String score, String text) throws IOException {
        String name = "io.heliograph.benchmarks.SegmentsBenchmark." + score;
        return RawFile.find(figures.folder(), "segments", jdk)
                .map(file -> file.rows(row -> row.text("Benchmark").equals(name)
                        && row.text("Param: text").equals(text)))
                .orElse(List.of())
                .stream()
                .mapToDouble(row -> row.number("Score"))
                .findFirst()
                .orElse(Double.NaN);
    }

    private String machine() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int jdk : JDKS) {
            RawFile.find(figures.folder(), "sends-1", jdk)
                    .map(RawFile::circumstances)
                    .ifPresent(lines::add);
        }
        return lines.stream().map(line -> "* " + line + "\n").reduce("", String::concat);
    }
}
