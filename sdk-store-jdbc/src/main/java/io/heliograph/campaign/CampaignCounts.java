package io.heliograph.campaign;

import java.util.Map;

/**
 * How many lines of a campaign are in which state; together they are all its lines. Immutable and thread-safe.
 *
 * @param waiting not sent yet
 * @param sending in a call that is under way, or whose process ended
 * @param unknown may have been sent
 * @param accepted accepted by a provider
 * @param rejected certainly not sent
 * @param suppressed not sent, because the recipient is on the suppression list
 * @param invalid not sent, because the line is wrong
 * @param duplicates not sent, because an earlier line has the same number
 */
public record CampaignCounts(
        long waiting,
        long sending,
        long unknown,
        long accepted,
        long rejected,
        long suppressed,
        long invalid,
        long duplicates) {
    static CampaignCounts of(Map<RecipientState, Long> counts) {
        return new CampaignCounts(
                counts.getOrDefault(RecipientState.WAITING, 0L),
                counts.getOrDefault(RecipientState.SENDING, 0L),
                counts.getOrDefault(RecipientState.UNKNOWN, 0L),
                counts.getOrDefault(RecipientState.ACCEPTED, 0L),
                counts.getOrDefault(RecipientState.REJECTED, 0L),
                counts.getOrDefault(RecipientState.SUPPRESSED, 0L),
                counts.getOrDefault(RecipientState.INVALID, 0L),
                counts.getOrDefault(RecipientState.DUPLICATE, 0L));
    }

    /** All lines. */
    public long lines() {
        return waiting + sending + unknown + accepted + rejected + suppressed + invalid + duplicates;
    }

    /** The lines that may still be sent by a resume. */
    public long open() {
        return waiting + sending;
    }
}
