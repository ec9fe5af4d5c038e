package io.heliograph.sandbox.spi;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A message to one phone that a simulated vendor has accepted: the vendor makes it in {@link SimulatedVendor#handle}, once for
 * each phone, and passes it to {@link VendorContext#accept}. Only its timeline and its reports change. Thread-safe.
 */
public final class SimulatedMessage {
    /**
     * What a message costs. Immutable and thread-safe.
     *
     * @param amount a decimal number as the vendor writes it, such as {@code 0.0075}
     * @param unit a currency's ISO 4217 code, or a word such as {@code credits}
     */
    public record Price(String amount, String unit) {
        /** A price; neither may be null. */
        public Price {
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(unit, "unit");
        }
    }

    private final String vendor;
    private final String id;
    private final String to;
    private final @Nullable String from;
    private final String text;
    private final @Nullable Instant scheduledAt;
    private final @Nullable String tag;
    private final List<String> media;
    private final boolean encrypted;
    private final int segments;
    private final @Nullable Supplier<Price> price;
    private final MessageTimeline timeline;
    private final MessageReports reports;
    private final boolean reporting;

    private SimulatedMessage(Builder builder) {
        vendor = builder.vendor;
        id = builder.id;
        to = builder.to;
        from = builder.from;
        text = builder.text;
        scheduledAt = builder.scheduledAt;
        tag = builder.tag;
        media = builder.media;
        encrypted = builder.encrypted;
        segments = builder.segments;
        price = builder.price;
        timeline = builder.timeline;
        reporting = builder.webhooks != null;
        reports = new MessageReports(id, to, timeline, builder.reported, builder.webhooks);
    }

    /**
     * A builder.
     *
     * @param vendor the vendor's name
     * @param id the vendor's id from its first answer; the phones of one send may share it
     * @param to the recipient as the request had it
     * @param timeline the states of the message at this phone; the first step is the acceptance
     */
    public static Builder builder(String vendor, String id, String to, MessageTimeline timeline) {
        return new Builder(vendor, id, to, timeline);
    }

    /** The vendor's name. */
    public String vendor() {
        return vendor;
    }

    /** The vendor's id; the phones of one send may share it. */
    public String id() {
        return id;
    }

    /** The recipient as the request had it. */
    public String to() {
        return to;
    }

    /** The sender as the request had it; null where it had none. */
    public @Nullable String from() {
        return from;
    }

    /** The text; ciphertext where {@link #isEncrypted()}. */
    public String text() {
        return text;
    }

    /** When the vendor accepted it. */
    public Instant acceptedAt() {
        return timeline.steps().get(0).at();
    }

    /** When it was to be sent; null for at once. */
    public @Nullable Instant scheduledAt() {
        return scheduledAt;
    }

    /** The customer's word for it, as the request had it; null without one. */
    public @Nullable String tag() {
        return tag;
    }

    /** The URLs of the files of an MMS; empty for an SMS. */
    public List<String> media() {
        return media;
    }

    /** Whether the text is ciphertext, which only the phone can read. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** The number of segments by the vendor's count; 1 where it can't count. */
    public int segments() {
        return segments;
    }

    /** What it costs by the vendor's answers of now; empty where they have no price. */
    public Optional<Price> price() {
        return price == null ? Optional.empty() : Optional.of(price.get());
    }

    /** The states that it has and will have. */
    public MessageTimeline timeline() {
        return timeline;
    }

    /** Its delivery reports. */
    public MessageReports reports() {
        return reports;
    }

    /** Whether the vendor reports on this message alone: a broadcast may be reported as a whole, or nothing at all. */
    public boolean isReporting() {
        return reporting;
    }

    /**
     * The message with its state at a time.
     *
     * @param key the key of the send that made it; null if it isn't known
     */
    public InboxMessage snapshot(Instant now, @Nullable String key) {
        Step step = timeline.at(now);
        return new InboxMessage(
                vendor, id, to, from, text, segments, step.state(), step.error(), acceptedAt(), media, tag, key);
    }

    /** The vendor and the id, without numbers and text. */
    @Override
    public String toString() {
        return "SimulatedMessage[vendor=" + vendor + ", id=" + id + "]";
    }

    /** Makes a message. Not thread-safe. */
    public static final class Builder {
        private final String vendor;
        private final String id;
        private final String to;
        private final MessageTimeline timeline;
        private @Nullable String from;
        private String text = "";
        private @Nullable Instant scheduledAt;
        private @Nullable String tag;
        private List<String> media = List.of();
        private boolean encrypted;
        private int segments = 1;
        private @Nullable Supplier<Price> price;
        private @Nullable Set<String> reported;
        private @Nullable Function<Step, List<OutgoingWebhook>> webhooks;

        private Builder(String vendor, String id, String to, MessageTimeline timeline) {
            this.vendor = Objects.requireNonNull(vendor, "vendor");
            this.id = Objects.requireNonNull(id, "id");
            this.to = Objects.requireNonNull(to, "to");
            this.timeline = Objects.requireNonNull(timeline, "timeline");
        }

        /** The sender; null where the vendor has no senders. */
        public Builder from(@Nullable String from) {
            this.from = from;
            return this;
        }

        /** The text; empty by default. */
        public Builder text(String text) {
            this.text = Objects.requireNonNull(text, "text");
            return this;
        }

        /** When it is to be sent; null, the default, for at once. */
        public Builder scheduledAt(@Nullable Instant at) {
            this.scheduledAt = at;
            return this;
        }

        /** The customer's word for it; null, the default, for none. */
        public Builder tag(@Nullable String tag) {
            this.tag = tag;
            return this;
        }

        /** The URLs of the files of an MMS. */
        public Builder media(List<String> media) {
            this.media = List.copyOf(media);
            return this;
        }

        /** Whether the text is ciphertext. */
        public Builder encrypted(boolean encrypted) {
            this.encrypted = encrypted;
            return this;
        }

        /**
         * The number of segments, 1 by default.
         *
         * @throws IllegalArgumentException when it is less than 1
         */
        public Builder segments(int segments) {
            if (segments < 1) {
                throw new IllegalArgumentException("A message has at least one segment, not " + segments + ".");
            }
            this.segments = segments;
            return this;
        }

        /** What it costs, asked for whenever somebody looks: a vendor may charge once a message has left. */
        public Builder price(Supplier<Price> price) {
            this.price = Objects.requireNonNull(price, "price");
            return this;
        }

        /**
         * The delivery reports of every step.
         *
         * @param webhooks called when a step's report is due, so that URLs that are registered until then count; an empty list
         *     where there is none
         */
        public Builder reports(Function<Step, List<OutgoingWebhook>> webhooks) {
            this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
            reported = null;
            return this;
        }

        /** The delivery reports of the steps into some states, as {@link #reports(Function)}. */
        public Builder reports(Set<String> states, Function<Step, List<OutgoingWebhook>> webhooks) {
            this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
            reported = Set.copyOf(states);
            return this;
        }

        /** The message. */
        public SimulatedMessage build() {
            return new SimulatedMessage(this);
        }
    }
}
