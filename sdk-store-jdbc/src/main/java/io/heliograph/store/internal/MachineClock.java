package io.heliograph.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The clock of an SQLite store, which all processes with its file share and nobody can set.
 *
 * <p>The first process after the machine's start notes the wall clock's time and the monotonic clock's in the file; from then
 * on the time is the former plus what has passed by the latter, which on Linux all processes share. So a lease lasts as long
 * for every process, whatever happens to the wall clock. It stands still while the machine sleeps, which makes leases longer.
 * Where the machine's start can't be identified (other systems than Linux), each process begins with the wall clock's time.
 * It never begins before a claim in the file. Used by the thread of the connection.
 */
public final class MachineClock {
    private static final String SETTING = "clock";

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Supplier<String> boot;
    private Anchor anchor;

    /** The wall clock's time at a time of the monotonic clock, since a start of the machine. */
    private record Anchor(String boot, long wallMicros, long nanos) {
        static Optional<Anchor> parse(String text) {
            String[] parts = text.split(" ", -1);
            return parts.length == 3
                    ? Optional.of(new Anchor(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                    : Optional.empty();
        }

        long at(long nanoTime) {
            return wallMicros + Math.floorDiv(nanoTime - nanos, 1_000L);
        }

        @Override
        public String toString() {
            return boot + " " + wallMicros + " " + nanos;
        }
    }

    /**
     * Makes a clock that counts from now until {@link #share}.
     *
     * @param boot names the machine's start; empty where it has no name
     */
    public MachineClock(Clock wall, LongSupplier nanoTime, Supplier<String> boot) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.boot = boot;
        anchor = new Anchor("", Micros.of(wall.instant()), nanoTime.getAsLong());
    }

    public static MachineClock ofThisMachine() {
        return new MachineClock(Clock.systemUTC(), System::nanoTime, MachineClock::linuxBoot);
    }

    public static String linuxBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException | RuntimeException e) {
            return "";
        }
    }

    /** The time in microseconds since 1970. */
    public long micros() {
        return anchor.at(nanoTime.getAsLong());
    }

    /** The wall clock's time in microseconds since 1970. */
    long wallMicros() {
        return Micros.of(wall.instant());
    }

    /** Takes over the time in the file, or writes it there; within a transaction that writes. */
    public void share(Session session) throws SQLException {
        String thisBoot = boot.get();
        long nanos = nanoTime.getAsLong();
        long newest = session.first("SELECT max(claimed_at) FROM heliograph_claim", row -> row.getLong(1))
                .orElse(0L);
        Optional<Anchor> shared = session.first(
                        "SELECT value FROM heliograph_setting WHERE name = ?", row -> row.getString(1), SETTING)
                .flatMap(Anchor::parse)
                .filter(there -> !thisBoot.isEmpty() && there.boot().equals(thisBoot) && there.nanos() <= nanos)
                .filter(there -> there.at(nanos) >= newest);
        if (shared.isPresent()) {
            anchor = shared.get();
            return;
        }
        anchor = new Anchor(thisBoot, Math.max(Micros.of(wall.instant()), newest), nanos);
        session.update(
                "INSERT INTO heliograph_setting (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                SETTING,
                anchor.toString());
    }
}
