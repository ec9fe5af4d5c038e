package io.heliograph.campaign;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.StoreKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The campaigns of a store: one content, or a template, to many recipients, each of whom gets at most one message whatever ends
 * the process meanwhile.
 *
 * <p>A recipient is marked before the send and has a result after it; one whose process ended in between is sent to again only
 * where its key proves that nothing was sent, and is unknown else. Thread-safe; a campaign is run by one thread of one process
 * at a time. Methods throw {@link io.heliograph.store.StoreException} where the database fails.
 */
public final class Campaigns {
    private static final int PAGE = 1_000;

    /** A key is held for as long as its send may take; for longer, another resume looks into it. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    private final IdempotencyStore keys;
    private final Supplier<Duration> keysKept;
    private final @Nullable SmsClient client;
    private final CampaignTable campaigns;
    private final RecipientTable recipients;

    /**
     * Used by {@code JdbcStore.campaigns}.
     *
     * @param keysKept for how long the store surely remembers a key
     * @param client null where nothing is run
     */
    @SuppressWarnings("exports") // only for JdbcStore
    public Campaigns(
            Database database,
            StoreKey key,
            IdempotencyStore keys,
            Supplier<Duration> keysKept,
            @Nullable SmsClient client) {
        this.keys = keys;
        this.keysKept = keysKept;
        this.client = client;
        campaigns = new CampaignTable(database, key);
        recipients = new RecipientTable(database, key);
    }

    /**
     * Stores a campaign and all its recipients; nothing is sent before {@link #run}. If the process ends meanwhile, call it again
     * with the same name and all recipients: it begins anew.
     *
     * @throws InvalidRequestException if the name is in use, a placeholder has no column, or the recipients can't be read; then
     *     nothing is stored
     * @throws CampaignBusyException if another process is creating it
     */
    public CampaignStatus create(CampaignRequest request, Recipients source) {
        Iterator<Recipients.Line> lines = source.lines(request.placeholders()); // a wrong header is found before
        String owner = Lease.newOwner();
        String token = UUID.randomUUID().toString();
        CampaignTable.Campaign campaign = Lease.await(
                request.name(),
                () -> campaigns.create(request, token, owner, Lease.MICROS),
                () -> creating(request.name()),
                () -> {});
        Lease lease = new Lease(campaign.id(), owner);
        try {
            recipients.delete(campaign.id());
            new Expansion(recipients, campaign.request(), lease).store(lines);
        } catch (CampaignBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            recipients.delete(campaign.id());
            campaigns.end(lease, CampaignState.CREATING, null);
            campaigns.delete(campaign.id());
            throw e;
        }
        campaigns.end(lease, CampaignState.READY, null);
        return status(request.name());
    }

    private long creating(String name) {
        Optional<CampaignTable.Campaign> there = campaigns.find(name);
        if (there.isPresent() && there.get().state() != CampaignState.CREATING) {
            throw new InvalidRequestException(
                    "name",
                    "is that of a campaign of " + Micros.toInstant(there.get().createdAt())
                            + "; resume that one, or choose another name");
        }
        return there.map(CampaignTable.Campaign::leaseEnds).orElse(0L);
    }

    /**
     * Sends a campaign, or resumes it, until nobody is waiting, or it is stopped. It blocks for as long as that takes. Recipients
     * whose process ended during their send are looked into first; see {@link RecipientState}.
     *
     * @return the campaign after it: finished, paused with the reason, or cancelled
     * @throws InvalidRequestException if there is no such campaign, it isn't complete or was cancelled, or the client doesn't use
     *     this store's keys
     * @throws CampaignBusyException if it is being run already
     * @throws CampaignTooOldException if it made no progress for longer than {@link CampaignRun.Builder#maxAge}
     */
    public CampaignStatus run(String name, CampaignRun options) {
        CampaignTable.Campaign campaign = find(name);
        checkCanRun(campaign, options);
        SmsClient sending = checkedClient();
        Duration age = CampaignTable.age(campaign);
        String owner = Lease.newOwner();
        Lease lease = new Lease(campaign.id(), owner);
        Lease.await(
                name,
                () -> campaigns.lease(campaign.id(), owner, Lease.MICROS),
                () -> find(name).leaseEnds(),
                () -> options.listener.progress(waiting(campaign)));
        CampaignRunner.Stop end =
                new CampaignRunner.Stop(CampaignState.PAUSED, "it failed; see the log of its process");
        try {
            end = run(sending, campaign, options, lease, age.compareTo(keysKept.get()) < 0);
        } finally {
            if (!end.equals(CampaignRunner.Stop.LOST)) {
                campaigns.end(lease, end.state(), end.reason());
            }
        }
        if (end.equals(CampaignRunner.Stop.LOST)) {
            throw new CampaignBusyException(name);
        }
        return status(name);
    }

    /** Before a run: the campaign itself is held, at most for a lease. */
    private CampaignProgress waiting(CampaignTable.Campaign campaign) {
        return new CampaignProgress(
                CampaignCounts.of(counts(campaign)), 0, Optional.empty(), Optional.of(new CampaignWait(0, Lease.TIME)));
    }

    private CampaignRunner.Stop run(
            SmsClient sending, CampaignTable.Campaign campaign, CampaignRun options, Lease lease, boolean keysAreKept) {
        CampaignSender sender = new CampaignSender(sending, campaign, options.content);
        Recovery recovery = new Recovery(recipients, keys, sending, sender, lease, keysAreKept);
        ExecutorService threads = Executors.newFixedThreadPool(options.concurrency, task -> {
            Thread thread = new Thread(task, "heliograph-campaign");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Optional<CampaignRunner.Stop> stop = Optional.empty();
            for (boolean again = true; again && stop.isEmpty(); ) {
                if (!recovery.recover(RecipientState.SENDING) || !recovery.recover(RecipientState.UNKNOWN)) {
                    return CampaignRunner.Stop.LOST;
                }
                CampaignRunner runner =
                        new CampaignRunner(recipients, sender, options, lease, counts(campaign), threads);
                stop = runner.run();
                CampaignWait held = recovery.held();
                again = stop.isEmpty() && !held.left().isZero() && held.left().compareTo(MAX_WAIT) <= 0;
                if (again) { // what a process that died held can be looked into then
                    stop = runner.waitFor(held);
                }
            }
            return stop.orElseGet(() -> afterLastLine(campaign));
        } finally {
            threads.shutdown();
        }
    }

    private Map<RecipientState, Long> counts(CampaignTable.Campaign campaign) {
        return recipients.counts(campaign.id());
    }

    private CampaignRunner.Stop afterLastLine(CampaignTable.Campaign campaign) {
        CampaignCounts counts = CampaignCounts.of(counts(campaign));
        return counts.open() == 0
                ? new CampaignRunner.Stop(CampaignState.FINISHED, "")
                : new CampaignRunner.Stop(
                        CampaignState.PAUSED, "some were rejected for a reason that may pass, and are waiting");
    }

    private static void checkCanRun(CampaignTable.Campaign campaign, CampaignRun options) {
        if (campaign.state() == CampaignState.CREATING) {
            throw new InvalidRequestException(
                    "name", "is that of a campaign that wasn't read completely, so nothing was sent; create it again");
        }
        if (campaign.state() == CampaignState.CANCELLED) {
            throw new InvalidRequestException("name", "is that of a campaign that was cancelled");
        }
        Duration age = CampaignTable.age(campaign);
        if (!options.evenIfOld && age.compareTo(options.maxAge) > 0) {
            throw new CampaignTooOldException(campaign.name(), age, options.maxAge);
        }
    }

    /** A key that only this store has must be found by the client: else a resume couldn't know what was sent. */
    private SmsClient checkedClient() {
        SmsClient sending = client;
        if (sending == null) {
            throw new InvalidRequestException("client", "is missing; take the campaigns by store.campaigns(client)");
        }
        IdempotencyKey probe = IdempotencyKey.random();
        keys.claim(
                probe, Fingerprint.of(SendRequest.to("+10000000000").text("x").build()), "probe", Duration.ofNanos(1));
        try {
            sending.reconcile(probe); // also frees it, as no provider was asked
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    "client", "doesn't use the store's keys; build it with idempotencyStore(store.idempotency())");
        }
        return sending;
    }

    private CampaignTable.Campaign find(String name) {
        return campaigns
                .find(name)
                .orElseThrow(() -> new InvalidRequestException("name", "is that of no campaign in this store"));
    }

    /**
     * The state of a campaign; it counts all its lines, which takes a moment for millions.
     *
     * @throws InvalidRequestException if there is no such campaign
     */
    public CampaignStatus status(String name) {
        return status(find(name));
    }

    /** All campaigns, the oldest first. */
    public List<CampaignStatus> list() {
        return campaigns.all().stream().map(this::status).toList();
    }

    private CampaignStatus status(CampaignTable.Campaign campaign) {
        return new CampaignStatus(
                campaign.name(),
                campaign.state(),
                CampaignCounts.of(counts(campaign)),
                Micros.toInstant(campaign.createdAt()),
                Micros.toInstant(campaign.progressAt()),
                campaign.reason());
    }

    /**
     * Asks a campaign to pause. Its process, whichever it is, makes no further call and ends when those under way have ended.
     *
     * @return false if it isn't ready or running
     * @throws InvalidRequestException if there is no such campaign
     */
    public boolean pause(String name) {
        return campaigns.ask(find(name).id(), CampaignTable.Asked.PAUSE);
    }

    /**
     * Cancels a campaign for good, as {@link #pause} pauses it: whoever is still waiting gets nothing.
     *
     * @return false if it was finished or cancelled before
     * @throws InvalidRequestException if there is no such campaign
     */
    public boolean cancel(String name) {
        return campaigns.ask(find(name).id(), CampaignTable.Asked.CANCEL);
    }

    /**
     * Deletes a campaign with its recipients, little by little. Its keys stay for as long as the store keeps them.
     *
     * @throws InvalidRequestException if there is no such campaign
     * @throws CampaignBusyException if it is being run
     */
    public void delete(String name) {
        CampaignTable.Campaign campaign = find(name);
        if (campaign.leaseEnds() > campaign.now()) {
            throw new CampaignBusyException(name);
        }
        campaigns.ask(campaign.id(), CampaignTable.Asked.CANCEL); // nobody runs it from now on
        recipients.delete(campaign.id());
        campaigns.delete(campaign.id());
    }

    /**
     * Writes one line of CSV for each line of the campaign: its number, the recipient, its state, the provider, the message id, the
     * error with its reason, segments and price. The price is an estimate by the client's prices where the provider states none.
     *
     * @param masks whether recipients are masked; otherwise they are as the caller gave them
     * @throws InvalidRequestException if there is no such campaign
     */
    public void report(String name, boolean masks, Appendable csv) throws IOException {
        new ResultCsv(recipients, find(name).id(), masks).write(csv, PAGE);
    }
}
