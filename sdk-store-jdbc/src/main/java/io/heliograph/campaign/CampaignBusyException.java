package io.heliograph.campaign;

/** Another process, or another thread, is running this campaign. */
public final class CampaignBusyException extends CampaignException {
    CampaignBusyException(String name) {
        super("campaign " + name + " is being run by another process; pause it there first");
    }
}
