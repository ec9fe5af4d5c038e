package io.heliograph.campaign;

/**
 * Receives the progress of a campaign, several times a second at most, on the thread that runs it; so it mustn't take long. An
 * exception that it throws ends the run, after what is under way.
 */
@FunctionalInterface
public interface CampaignListener {
    void progress(CampaignProgress progress);
}
