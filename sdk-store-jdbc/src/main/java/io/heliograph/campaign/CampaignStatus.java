package io.heliograph.campaign;

import java.time.Instant;

/**
 * A campaign as the store has it. Immutable and thread-safe; it holds no number and no text.
 *
 * @param name its name
 * @param state what it is doing
 * @param counts its lines by state
 * @param createdAt when it was created
 * @param progressAt when its store last recorded a part of it
 * @param reason why it is paused; empty where nobody knows, as after a crash
 */
public record CampaignStatus(
        String name,
        CampaignState state,
        CampaignCounts counts,
        Instant createdAt,
        Instant progressAt,
        String reason) {}
