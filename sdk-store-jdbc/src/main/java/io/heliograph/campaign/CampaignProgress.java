package io.heliograph.campaign;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a campaign is. Immutable and thread-safe.
 *
 * @param counts its lines by state
 * @param perSecond the recipients of this run that got an outcome, for each second of it
 * @param left how long it takes at this rate; empty before the first outcome
 * @param waiting what it waits for; empty while it sends
 */
public record CampaignProgress(
        CampaignCounts counts, double perSecond, Optional<Duration> left, Optional<CampaignWait> waiting) {}
