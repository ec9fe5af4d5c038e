package io.heliograph.webhook;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.Status;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A report on a message that was sent: what has become of it, or of one of its recipients or parts. Reports repeat, and an
 * older one may come after a newer one. Immutable and thread-safe.
 */
public final class StatusChanged implements SmsEvent {
    private final MessageId id;
    private final Status status;
    private final String rawStatus;
    private final @Nullable PhoneNumber recipient;
    private final @Nullable Integer part;
    private final @Nullable Integer parts;
    private final @Nullable Refusal failure;
    private final @Nullable Instant occurredAt;
    private final String vendorEvent;
    private final @Nullable String eventId;
    private final String rawJson;

    private StatusChanged(Builder builder) {
        id = builder.id;
        status = builder.status;
        rawStatus = builder.rawStatus;
        recipient = builder.recipient;
        part = builder.part;
        parts = builder.parts;
        failure = builder.failure;
        occurredAt = builder.occurredAt;
        vendorEvent = builder.vendorEvent;
        eventId = builder.eventId;
        rawJson = builder.rawJson;
    }

    public static Builder builder(MessageId id, Status status) {
        return new Builder(id, status);
    }

    /** The message, by the id that its send gave. */
    public MessageId id() {
        return id;
    }

    @Override
    public String provider() {
        return id.provider();
    }

    public Status status() {
        return status;
    }

    /** The vendor's own word for the status. */
    public String rawStatus() {
        return rawStatus;
    }

    /** The recipient that it is about; empty where the vendor hides or doesn't name it. */
    public Optional<PhoneNumber> recipient() {
        return Optional.ofNullable(recipient);
    }

    /** The part that it is about, from 1 on; empty where it is about the whole, or the vendor doesn't say. */
    public OptionalInt part() {
        return part == null ? OptionalInt.empty() : OptionalInt.of(part);
    }

    /** How many parts the message has. */
    public OptionalInt parts() {
        return parts == null ? OptionalInt.empty() : OptionalInt.of(parts);
    }

    /** Why it failed, where it did. */
    public Optional<Refusal> failure() {
        return Optional.ofNullable(failure);
    }

    /** When it came to the status, by the vendor's clock. */
    public Optional<Instant> occurredAt() {
        return Optional.ofNullable(occurredAt);
    }

    @Override
    public String vendorEvent() {
        return vendorEvent;
    }

    @Override
    public Optional<String> eventId() {
        return Optional.ofNullable(eventId);
    }

    @Override
    public String rawJson() {
        return rawJson;
    }

    @Override
    public String toString() {
        return "StatusChanged[" + id + " " + status + (recipient == null ? "" : " to " + recipient)
                + (failure == null ? "" : ", " + failure) + "]";
    }

    /** Collects what a vendor said; not thread-safe. Setters take null for what the vendor left out. */
    public static final class Builder {
        private final MessageId id;
        private final Status status;
        private String rawStatus = "";
        private @Nullable PhoneNumber recipient;
        private @Nullable Integer part;
        private @Nullable Integer parts;
        private @Nullable Refusal failure;
        private @Nullable Instant occurredAt;
        private String vendorEvent = "";
        private @Nullable String eventId;
        private String rawJson = "";

        private Builder(MessageId id, Status status) {
            this.id = Objects.requireNonNull(id, "id");
            this.status = Objects.requireNonNull(status, "status");
        }

        public Builder rawStatus(@Nullable String rawStatus) {
            this.rawStatus = rawStatus == null ? "" : rawStatus;
            return this;
        }

        public Builder recipient(@Nullable PhoneNumber recipient) {
            this.recipient = recipient;
            return this;
        }

        /** Which part it is about; what is below 1 says nothing. */
        public Builder part(@Nullable Integer part) {
            this.part = part == null || part < 1 ? null : part;
            return this;
        }

        /** How many parts there are; what is below 1 says nothing. */
        public Builder parts(@Nullable Integer parts) {
            this.parts = parts == null || parts < 1 ? null : parts;
            return this;
        }

        public Builder failure(@Nullable Refusal failure) {
            this.failure = failure;
            return this;
        }

        public Builder occurredAt(@Nullable Instant occurredAt) {
            this.occurredAt = occurredAt;
            return this;
        }

        public Builder vendorEvent(@Nullable String vendorEvent) {
            this.vendorEvent = vendorEvent == null ? "" : vendorEvent;
            return this;
        }

        public Builder eventId(@Nullable String eventId) {
            this.eventId = eventId;
            return this;
        }

        public Builder rawJson(String rawJson) {
            this.rawJson = rawJson;
            return this;
        }

        public StatusChanged build() {
            return new StatusChanged(this);
        }
    }
}
