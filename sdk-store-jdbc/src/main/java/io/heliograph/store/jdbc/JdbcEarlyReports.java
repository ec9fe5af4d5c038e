package io.heliograph.store.jdbc;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.store.internal.Cleaning;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.tracking.EarlyReports;
import io.heliograph.tracking.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Early reports in a database, beside the claims of their keys. */
final class JdbcEarlyReports implements EarlyReports {
    private static final String KEEP = "INSERT INTO heliograph_early_report"
            + " (send_key, kept_at, message, received_at, report) SELECT ?, now, ?, ?, ? FROM t WHERE true"
            + " ON CONFLICT (send_key) DO UPDATE SET kept_at = excluded.kept_at, message = excluded.message,"
            + " received_at = excluded.received_at, report = excluded.report";

    /** A report that was kept before the key was claimed is of an earlier send with that key. */
    private static final String TAKE = "DELETE FROM heliograph_early_report WHERE send_key = ? AND kept_at >="
            + " (SELECT claimed_at FROM heliograph_claim WHERE heliograph_claim.send_key = heliograph_early_report.send_key)"
            + " RETURNING message, received_at, report";

    private final Database database;
    private final ReportCodec codec;
    private final long keep;
    private final Cleaning cleaning;

    /** @param keep for how long a report is kept that nobody takes */
    JdbcEarlyReports(Database database, StoreKey key, Duration keep) {
        this.database = database;
        this.keep = Micros.of(keep);
        codec = new ReportCodec(key);
        cleaning = new Cleaning(this::forgetSome);
    }

    @Override
    public void keep(IdempotencyKey key, StatusReport report) {
        database.write(session -> session.update(
                KEEP, key.value(), report.id().toString(), report.receivedAt().toString(), codec.write(report)));
        cleaning.after();
    }

    @Override
    public Optional<StatusReport> take(IdempotencyKey key) {
        return database.write(session -> session.first(
                TAKE,
                row -> codec.read(MessageId.parse(row.getString(1)), Instant.parse(row.getString(2)), row.getString(3)),
                key.value()));
    }

    /** Costs each send nothing: {@link #take} finds no report of an earlier send. */
    @Override
    public void forget(IdempotencyKey key) {}

    private void forgetSome(int count) {
        database.write(session -> session.update(
                "DELETE FROM heliograph_early_report WHERE send_key IN (SELECT send_key FROM heliograph_early_report"
                        + " WHERE kept_at <= (SELECT now FROM t) - ? LIMIT ?" + database.lockFreeRows() + ")",
                keep,
                count));
    }
}
