package io.heliograph.campaign;

/** A campaign can't be run now. Nothing was sent by the call that threw it. Its message has no number and no text. */
public abstract class CampaignException extends RuntimeException {
    CampaignException(String message) {
        super(message);
    }
}
