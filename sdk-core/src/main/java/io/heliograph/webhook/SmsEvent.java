package io.heliograph.webhook;

import java.util.Optional;

/**
 * An event from a vendor's webhook. It may arrive late, twice, and in any order. Immutable and thread-safe;
 * {@code toString} is safe to log, {@link #rawJson()} isn't.
 */
public sealed interface SmsEvent permits StatusChanged, MessageReceived, SmsEvent.Ping, SmsEvent.Unrecognised {
    /** The provider's name. */
    String provider();

    /** The vendor's name for the kind of event; empty where it gives none. */
    String vendorEvent();

    /** The vendor's id of the event, the same in each repetition; empty where it gives none. */
    Optional<String> eventId();

    /** The vendor's document, unchanged, with numbers and text; the whole document for each of several events in one. */
    String rawJson();

    /** The vendor's test of whether the URL responds. */
    record Ping(String provider, String vendorEvent, Optional<String> eventId, String rawJson) implements SmsEvent {
        @Override
        public String toString() {
            return "Ping[" + provider + "]";
        }
    }

    /** An event that this version doesn't know or can't read, so that nothing is lost. */
    record Unrecognised(String provider, String vendorEvent, Optional<String> eventId, String rawJson)
            implements SmsEvent {
        /** A document without an event's name or id. */
        public Unrecognised(String provider, String rawJson) {
            this(provider, "", Optional.empty(), rawJson);
        }

        @Override
        public String toString() {
            return "Unrecognised[" + provider + ", " + rawJson.length() + " characters]";
        }
    }
}
