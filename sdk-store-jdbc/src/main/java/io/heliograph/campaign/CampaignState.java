package io.heliograph.campaign;

/** What a campaign is doing. */
public enum CampaignState {
    /** Its recipients are being read; nothing is sent yet. */
    CREATING,
    /** Its recipients are stored, and nothing was sent yet. */
    READY,
    /** A process sends it, or ended while it did. */
    RUNNING,
    /** It stopped before its end, and can be resumed. */
    PAUSED,
    /** It was cancelled: whoever is waiting gets nothing. */
    CANCELLED,
    /** Nobody is waiting any more; some recipients may be unknown. */
    FINISHED;

    static CampaignState of(int number) {
        return values()[number];
    }
}
