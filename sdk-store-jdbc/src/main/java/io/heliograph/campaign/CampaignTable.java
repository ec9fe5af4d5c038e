package io.heliograph.campaign;

import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The campaigns in the store, without their recipients. Thread-safe. */
final class CampaignTable {
    private static final String COLUMNS =
            "id, name, token, content, state, asked, created_at, progress_at, lease_ends, reason, (SELECT now FROM t)";

    private final Database database;
    private final StoreKey key;

    CampaignTable(Database database, StoreKey key) {
        this.database = database;
        this.key = key;
    }

    /** What the run of a campaign was asked to do. */
    enum Asked {
        NOTHING(0),
        PAUSE(1),
        CANCEL(2);

        /** What the table has for it. */
        private final int number;

        Asked(int number) {
            this.number = number;
        }

        private static Asked of(int number) {
            return number == PAUSE.number ? PAUSE : number == CANCEL.number ? CANCEL : NOTHING;
        }
    }

    /**
     * A campaign.
     *
     * @param token what the keys of its sends are derived from
     * @param leaseEnds when its run must have been renewed, in microseconds
     * @param now the database's time when it was read
     */
    record Campaign(
            long id,
            String name,
            String token,
            CampaignRequest request,
            CampaignState state,
            Asked asked,
            long createdAt,
            long progressAt,
            long leaseEnds,
            String reason,
            long now) {}

    private Campaign campaign(ResultSet row) throws SQLException {
        String name = row.getString(2);
        String reason = row.getString(10);
        return new Campaign(
                row.getLong(1),
                name,
                row.getString(3),
                CampaignRequest.read(name, key, row.getString(4)),
                CampaignState.of(row.getInt(5)),
                Asked.of(row.getInt(6)),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                reason == null ? "" : key.decrypt(reason),
                row.getLong(11));
    }

    Optional<Campaign> find(String name) {
        return database.read(session ->
                session.first("SELECT " + COLUMNS + " FROM heliograph_campaign WHERE name = ?", this::campaign, name));
    }

    List<Campaign> all() {
        return database.read(session ->
                session.query("SELECT " + COLUMNS + " FROM heliograph_campaign ORDER BY created_at", this::campaign));
    }

    /**
     * Creates a campaign, or begins anew with one that wasn't read completely and that nobody is reading; empty where there is
     * another of this name.
     */
    Optional<Campaign> create(CampaignRequest request, String token, String owner, long lease) {
        String content = request.document(key);
        return database.write(session -> {
            Optional<Campaign> made = session.first(
                    "INSERT INTO heliograph_campaign (name, token, content, state, asked, calls, created_at, progress_at,"
                            + " owner, lease_ends) SELECT CAST(? AS varchar(64)), CAST(? AS varchar(36)), CAST(? AS text),"
                            + " 0, 0, 0, now, now, CAST(? AS text), now + CAST(? AS bigint)"
                            + " FROM t WHERE true ON CONFLICT (name) DO NOTHING RETURNING " + COLUMNS,
                    this::campaign,
                    request.name(),
                    token,
                    content,
                    owner,
                    lease);
            return made.isPresent()
                    ? made
                    : session.first(
                            "UPDATE heliograph_campaign SET token = ?, content = ?, owner = ?,"
                                    + " lease_ends = (SELECT now FROM t) + ?, progress_at = (SELECT now FROM t)"
                                    + " WHERE name = ? AND state = 0 AND lease_ends <= (SELECT now FROM t) RETURNING "
                                    + COLUMNS,
                            this::campaign,
                            token,
                            content,
                            owner,
                            lease,
                            request.name());
        });
    }

    /** Takes the lease of a campaign that can be run; empty where another has it. */
    Optional<Campaign> lease(long id, String owner, long lease) {
        return database.write(session -> session.first(
                "UPDATE heliograph_campaign SET state = 2, asked = 0, owner = ?, lease_ends = (SELECT now FROM t) + ?"
                        + " WHERE id = ? AND state IN (1, 2, 3, 5) AND lease_ends <= (SELECT now FROM t) RETURNING "
                        + COLUMNS,
                this::campaign,
                owner,
                lease,
                id));
    }

    /** Extends a lease; returns what was asked of the run, empty where another has the campaign. */
    static Optional<Asked> renew(Session session, Lease lease, boolean progress) throws SQLException {
        return session.first(
                "UPDATE heliograph_campaign SET lease_ends = (SELECT now FROM t) + ?"
                        + (progress ? ", progress_at = (SELECT now FROM t)" : "")
                        + " WHERE id = ? AND owner = ? RETURNING asked",
                row -> Asked.of(row.getInt(1)),
                Lease.MICROS,
                lease.id(),
                lease.owner());
    }

    /** The number of the next bulk call, within the transaction that marks its recipients. */
    static long nextCall(Session session, long id) throws SQLException {
        return session.first(
                        "UPDATE heliograph_campaign SET calls = calls + 1 WHERE id = ? RETURNING calls",
                        row -> row.getLong(1),
                        id)
                .orElseThrow();
    }

    /** Ends a run, or the reading of the recipients. */
    void end(Lease lease, CampaignState state, @Nullable String reason) {
        database.write(session -> session.update(
                "UPDATE heliograph_campaign SET state = ?, reason = ?, owner = NULL, lease_ends = 0, asked = 0"
                        + " WHERE id = ? AND owner = ?",
                state.number,
                reason == null ? null : key.encrypt(reason), // it may have a vendor's words
                lease.id(),
                lease.owner()));
    }

    /**
     * Asks the run to pause or to cancel; a campaign that nobody runs is paused or cancelled at once.
     *
     * @return whether there was something to do
     */
    boolean ask(long id, Asked what) {
        CampaignState then = what == Asked.CANCEL ? CampaignState.CANCELLED : CampaignState.PAUSED;
        String open = what == Asked.CANCEL ? "(1, 2, 3)" : "(1, 2)";
        return database.write(session -> session.update(
                        "UPDATE heliograph_campaign SET asked = CAST(? AS smallint),"
                                + " state = CASE WHEN lease_ends > (SELECT now FROM t) THEN state ELSE CAST(? AS smallint) END,"
                                + " reason = CASE WHEN lease_ends > (SELECT now FROM t) THEN reason ELSE ? END"
                                + " WHERE id = ? AND state IN " + open,
                        what.number,
                        then.number,
                        key.encrypt("it was asked to"),
                        id))
                == 1;
    }

    /** Deletes a campaign that nobody runs, after its recipients. */
    boolean delete(long id) {
        return database.write(session -> session.update(
                        "DELETE FROM heliograph_campaign WHERE id = ? AND lease_ends <= (SELECT now FROM t)", id))
                == 1;
    }

    /** How long a campaign has made no progress, by the clock of the database or the wall, whichever is later. */
    static Duration age(Campaign campaign) {
        long now = Math.max(campaign.now(), Micros.of(Instant.now()));
        return Duration.ofNanos((now - campaign.progressAt()) * 1_000);
    }
}
