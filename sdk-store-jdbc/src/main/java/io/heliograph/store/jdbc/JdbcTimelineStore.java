package io.heliograph.store.jdbc;

import io.heliograph.message.MessageId;
import io.heliograph.store.internal.Cleaning;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import io.heliograph.tracking.TimelineStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The timelines in a database: a row for each message, whose lock orders the reports on it, and one for each different
 * report. A timeline is made of its reports each time, so that adding one takes as long as the message has reports.
 */
final class JdbcTimelineStore implements TimelineStore {
    private static final String TOUCH = "INSERT INTO heliograph_timeline (message, last_report)"
            + " SELECT ?, now FROM t WHERE true ON CONFLICT (message) DO UPDATE"
            + " SET previous_report = heliograph_timeline.last_report, last_report = excluded.last_report"
            + " RETURNING previous_report, last_report";

    private static final String INSERT = "INSERT INTO heliograph_report (message, content, received_at, report)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (message, content) DO NOTHING";

    private static final String READ = "SELECT received_at, report FROM heliograph_report WHERE message = ?";

    private final Database database;
    private final ReportCodec codec;
    private final long keep;
    private final Cleaning cleaning;

    /** @param keep for how long a message is kept after its last report */
    JdbcTimelineStore(Database database, StoreKey key, Duration keep) {
        this.database = database;
        this.keep = Micros.of(keep);
        codec = new ReportCodec(key);
        cleaning = new Cleaning(this::forgetSome);
    }

    @Override
    public Update add(StatusReport report) {
        String message = report.id().toString();
        String document = codec.write(report);
        String hash = codec.contentHash(report);
        Update update = database.transaction(session -> {
            boolean expired = session.first(
                            TOUCH, row -> row.getLong(1) != 0 && row.getLong(1) <= row.getLong(2) - keep, message)
                    .orElseThrow();
            if (expired) {
                session.update("DELETE FROM heliograph_report WHERE message = ?", message);
            }
            Timeline before = timeline(session, report.id());
            session.update(INSERT, message, hash, report.receivedAt().toString(), document);
            return new Update(before, before.with(report));
        });
        cleaning.after();
        return update;
    }

    private Timeline timeline(Session session, MessageId id) throws SQLException {
        Timeline timeline = Timeline.of(id);
        for (StatusReport report : session.query(
                READ, row -> codec.read(id, Instant.parse(row.getString(1)), row.getString(2)), id.toString())) {
            timeline = timeline.with(report);
        }
        return timeline;
    }

    @Override
    public Optional<Timeline> find(MessageId id) {
        Timeline found = database.read(session -> session.first(
                                "SELECT 1 FROM heliograph_timeline WHERE message = ?"
                                        + " AND last_report > (SELECT now FROM t) - ?",
                                row -> true,
                                id.toString(),
                                keep)
                        .isPresent()
                ? timeline(session, id)
                : Timeline.of(id));
        return found.reports().isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private void forgetSome(int count) {
        database.transaction(session -> {
            List<String> messages = session.query(
                    "SELECT message FROM heliograph_timeline WHERE last_report <= (SELECT now FROM t) - ?"
                            + " ORDER BY last_report LIMIT ?" + database.lockFreeRows(),
                    row -> row.getString(1),
                    keep,
                    count);
            for (String message : messages) {
                session.update("DELETE FROM heliograph_report WHERE message = ?", message);
                session.update("DELETE FROM heliograph_timeline WHERE message = ?", message);
            }
            return messages.size();
        });
    }
}
