package io.heliograph.campaign;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what became of lines whose process ended while they were being sent, by the claims of their keys. A line waits again
 * only where it is certain that nothing was sent. For one run.
 */
final class Recovery {
    private static final int PAGE = 500;
    private static final String DIED = "its process ended during the call";

    /** Whoever has claimed a call's key may have sent it, and whoever comes later mustn't. */
    private static final Fingerprint STOPPED = new Fingerprint("0"
            .repeat(Fingerprint.ofBulk(SendRequest.to("+10000000000").text("x").build())
                    .value()
                    .length()));

    private final RecipientTable recipients;
    private final IdempotencyStore keys;
    private final SmsClient client;
    private final CampaignSender sender;
    private final Lease lease;
    private final boolean keysAreKept;
    private final Map<Long, LineResult> calls = new HashMap<>();
    private final Set<Long> held = new HashSet<>();
    private long leasesEnd = System.nanoTime();

    /** @param keysAreKept whether a key that was claimed since the last progress is certainly still in the store */
    Recovery(
            RecipientTable recipients,
            IdempotencyStore keys,
            SmsClient client,
            CampaignSender sender,
            Lease lease,
            boolean keysAreKept) {
        this.recipients = recipients;
        this.keys = keys;
        this.client = client;
        this.sender = sender;
        this.lease = lease;
        this.keysAreKept = keysAreKept;
    }

    /** Decides all lines in a state; returns false if another has the campaign. */
    boolean recover(RecipientState state) {
        long after = -1;
        while (true) {
            List<Row> rows = recipients.open(lease.id(), state, after, PAGE);
            if (rows.isEmpty()) {
                return true;
            }
            after = rows.get(rows.size() - 1).line();
            List<RecipientTable.Update> updates = new ArrayList<>();
            for (Row row : rows) {
                updates.add(new RecipientTable.Update(row, result(state, row)));
            }
            if (recipients.record(lease, updates).isEmpty()) {
                return false;
            }
        }
    }

    private LineResult result(RecipientState state, Row row) {
        if (row.call() == 0) {
            return ofSingle(row);
        }
        return state == RecipientState.SENDING
                ? calls.computeIfAbsent(row.call(), this::ofCall)
                : LineResult.unknown("", DIED);
    }

    private LineResult ofSingle(Row row) {
        SendRequest request = sender.request(row);
        try {
            Optional<Claim> claim = keys.find(request.key());
            if (claim.isEmpty()) {
                return neverClaimed();
            }
            noteLease(row, claim.get());
            return sender.result(request, client.reconcile(request));
        } catch (InvalidRequestException | SmsException e) {
            return LineResult.unknown("", DIED);
        }
    }

    private void noteLease(Row row, Claim claim) {
        held.remove(row.line());
        if (claim.isLeased()) {
            held.add(row.line());
            Instant readAt = claim.claimedAt().plus(claim.sinceClaim());
            long end = System.nanoTime()
                    + Duration.between(readAt, claim.leaseEnds()).toNanos();
            leasesEnd = end - leasesEnd > 0 ? end : leasesEnd;
        }
    }

    /** The keys that are still held by processes that ended, so that nobody can find out what became of them; for 0 if none is. */
    CampaignWait held() {
        return new CampaignWait(held.size(), Duration.ofNanos(Math.max(0, leasesEnd - System.nanoTime())));
    }

    private LineResult neverClaimed() {
        return keysAreKept
                ? LineResult.of(RecipientState.WAITING, "", "")
                : LineResult.unknown("", DIED + ", too long ago for its key to be remembered");
    }

    /** Takes the key of a call that nobody claimed, so that its process, if it only stood still, can't claim it any more. */
    private LineResult ofCall(long call) {
        IdempotencyKey key = sender.key(call);
        Optional<Claim> claim = keys.find(key);
        if (claim.isPresent() || !keysAreKept) {
            return claim.isPresent() ? LineResult.unknown("", DIED) : neverClaimed();
        }
        Claim mine = keys.claim(key, STOPPED, lease.owner(), Duration.ofSeconds(1));
        return mine.owner().equals(lease.owner()) ? neverClaimed() : LineResult.unknown("", DIED);
    }
}
