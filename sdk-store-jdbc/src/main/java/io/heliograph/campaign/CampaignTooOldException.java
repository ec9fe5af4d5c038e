package io.heliograph.campaign;

import java.time.Duration;

/** A campaign made no progress for longer than allowed, as in a restored copy of the database. */
public final class CampaignTooOldException extends CampaignException {
    CampaignTooOldException(String name, Duration age, Duration max) {
        super("campaign " + name + " has made no progress for " + hours(age) + ", more than " + hours(max)
                + ": if the database is a restored copy, a part of it was sent after the copy was made, and would be sent"
                + " again; allow it explicitly if it isn't");
    }

    private static String hours(Duration time) {
        return time.toHours() > 0 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}
