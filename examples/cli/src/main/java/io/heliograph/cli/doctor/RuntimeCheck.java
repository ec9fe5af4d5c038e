package io.heliograph.cli.doctor;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Java, the time zone and the encoding of the command line that the program runs with. */
public final class RuntimeCheck implements Check {
    private static final String NAME = "java";
    private static final Set<Integer> LONG_TERM = Set.of(17, 21, 25);
    private static final int NEWEST_LONG_TERM = 25;
    private static final Set<String> ASCII = Set.of("ANSI_X3.4-1968", "US-ASCII");
    private static final Set<String> ZERO_ZONES = Set.of("GMT", "UTC", "Etc/UTC", "Z");

    private final int version;
    private final Map<String, String> environment;
    private final ZoneId zone;
    private final String encoding;

    /**
     * A check of these values.
     *
     * @param version the number of Java's release, such as 25
     * @param encoding what the arguments of the command line are read in
     */
    RuntimeCheck(int version, Map<String, String> environment, ZoneId zone, String encoding) {
        this.version = version;
        this.environment = environment;
        this.zone = zone;
        this.encoding = encoding;
    }

    /** A check of this process. */
    public static RuntimeCheck here(Map<String, String> environment) {
        return new RuntimeCheck(
                Runtime.version().feature(),
                environment,
                ZoneId.systemDefault(),
                System.getProperty("sun.jnu.encoding", ""));
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        if (version < NEWEST_LONG_TERM && !LONG_TERM.contains(version)) {
            found.add(Finding.warn(
                    NAME, "", "Java " + version + " gets no security updates any more", "run Java 17, 21 or 25"));
        }
        String wanted = environment.getOrDefault("TZ", "");
        if (!wanted.isEmpty()
                && ZERO_ZONES.contains(zone.getId())
                && ZERO_ZONES.stream().noneMatch(wanted::contains)) {
            found.add(Finding.warn(
                    NAME,
                    "",
                    "TZ names no time zone that Java knows, so times are in " + zone.getId(),
                    "set TZ to a name such as Asia/Bangkok"));
        }
        if (ASCII.contains(encoding)) {
            found.add(Finding.warn(
                    NAME,
                    "",
                    "arguments are read as ASCII: a text on the command line loses all other characters",
                    "set LC_ALL=C.UTF-8, or give texts by --text-file"));
        }
        if (found.isEmpty()) {
            found.add(Finding.ok(
                    NAME, "", "Java " + version + ", time zone " + zone.getId() + " (budgets count days of UTC)"));
        }
        return found;
    }
}
