package io.heliograph.campaign;

import java.util.Arrays;

/** What a campaign is doing. */
public enum CampaignState {
    /** Its recipients are being read; nothing is sent yet. */
    CREATING(0),
    /** Its recipients are stored, and nothing was sent yet. */
    READY(1),
    /** A process sends it, or ended while it did. */
    RUNNING(2),
    /** It stopped before its end, and can be resumed. */
    PAUSED(3),
    /** It was cancelled: whoever is waiting gets nothing. */
    CANCELLED(4),
    /** Nobody is waiting any more; some recipients may be unknown. */
    FINISHED(5);

    /** What the tables have for it. */
    final int number;

    CampaignState(int number) {
        this.number = number;
    }

    static CampaignState of(int number) {
        return Arrays.stream(values())
                .filter(state -> state.number == number)
                .findFirst()
                .orElseThrow();
    }
}
