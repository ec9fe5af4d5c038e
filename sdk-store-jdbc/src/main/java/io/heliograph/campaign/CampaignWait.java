package io.heliograph.campaign;

import java.time.Duration;

/**
 * What a run waits for, while it sends nothing: what a process that ended has held isn't free before a time. Immutable and
 * thread-safe.
 *
 * @param recipients how many recipients' keys are held, so that nobody can find out yet what became of their messages; 0 where it
 *     is the campaign itself
 * @param left how long it takes at most
 */
public record CampaignWait(long recipients, Duration left) {}
