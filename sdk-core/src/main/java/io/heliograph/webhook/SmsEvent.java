package io.heliograph.webhook;

import java.util.Optional;

/**
 * Something that a vendor tells of its own accord. It may come late, twice, and in any order. Immutable and thread-safe;
 * {@code toString} is safe to log, {@link #rawJson()} isn't.
 */
public sealed interface SmsEvent permits StatusChanged, MessageReceived, SmsEvent.Ping, SmsEvent.Unrecognised {
    /** Who tells it. */
    String provider();

    /** The vendor's name for the kind of event; empty where it gives none. */
    String vendorEvent();

    /** The vendor's name for this very event, the same in each repetition; empty where it gives none. */
    Optional<String> eventId();

    /** The vendor's document, unchanged, with numbers and text; of several events in one, the whole for each. */
    String rawJson();

    /** The vendor tries whether anybody is there. */
    record Ping(String provider, String vendorEvent, Optional<String> eventId, String rawJson) implements SmsEvent {
        @Override
        public String toString() {
            return "Ping[" + provider + "]";
        }
    }

    /** Something that this version doesn't know, or that can't be read; it is kept so that nothing is lost. */
    record Unrecognised(String provider, String vendorEvent, Optional<String> eventId, String rawJson)
            implements SmsEvent {
        /** A document that says nothing of itself. */
        public Unrecognised(String provider, String rawJson) {
            this(provider, "", Optional.empty(), rawJson);
        }

        @Override
        public String toString() {
            return "Unrecognised[" + provider + ", " + rawJson.length() + " characters]";
        }
    }
}
