package io.heliograph.message;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A message as its provider holds it, at the moment when the provider was asked.
 *
 * <p>Immutable and thread-safe. {@code toString} is safe to log; {@link #rawJson()} is what the vendor wrote, with
 * numbers and text. What a vendor doesn't say is empty.
 */
public final class Message {
    private static final int MAX_PARTS = 255;

    private final MessageId id;
    private final Status status;
    private final String rawStatus;
    private final @Nullable PhoneNumber to;
    private final @Nullable Sender from;
    private final @Nullable Integer segments;
    private final @Nullable Money price;
    private final @Nullable Money fees;
    private final @Nullable String tag;
    private final @Nullable Instant submittedAt;
    private final @Nullable Instant sentAt;
    private final @Nullable Instant deliveredAt;
    private final @Nullable Failure failure;
    private final List<RecipientStatus> recipients;
    private final List<MessageId> partIds;
    private final String rawJson;

    private Message(Builder builder) {
        id = builder.id;
        status = builder.status;
        rawStatus = builder.rawStatus;
        to = builder.to;
        from = builder.from;
        segments = builder.segments;
        price = builder.price;
        fees = builder.fees;
        tag = builder.tag;
        submittedAt = builder.submittedAt;
        sentAt = builder.sentAt;
        deliveredAt = builder.deliveredAt;
        failure = builder.failure;
        recipients = builder.recipients;
        partIds = builder.partIds;
        rawJson = builder.rawJson;
    }

    public static Builder builder(MessageId id, Status status) {
        return new Builder(id, status);
    }

    /**
     * Begins a message of a vendor that gives each part of the text an id of its own, and reports by them. Several parts make a
     * message with an id of its own, such as {@code 0A1B+1} for two of which the first is {@code 0A1B}; what is reported of the
     * parts comes together there. One part is the message.
     *
     * @param vendorIds the parts' ids, in order; null for a part that the vendor refused while it took another, which counts as
     *     failed
     */
    public static Builder inParts(String provider, List<@Nullable String> vendorIds, Status status) {
        List<MessageId> parts = vendorIds.stream()
                .limit(MAX_PARTS)
                .map(id -> MessageId.tryParse(provider, id))
                .toList();
        MessageId first = parts.stream().filter(MessageId::isKnown).findFirst().orElse(MessageId.unknown(provider));
        boolean one = parts.size() < 2 || !first.isKnown() || parts.stream().allMatch(first::equals);
        if (one) {
            return new Builder(first, status);
        }
        Builder whole = new Builder(MessageId.tryParse(provider, first.value() + "+" + (parts.size() - 1)), status);
        whole.partIds = parts;
        return whole.segments(parts.size());
    }

    /** The vendor's name for the message; {@link MessageId#isKnown()} is false where its answer couldn't be read. */
    public MessageId id() {
        return id;
    }

    public String provider() {
        return id.provider();
    }

    public Status status() {
        return status;
    }

    /** The vendor's own word for the status; empty where it gave none. */
    public String rawStatus() {
        return rawStatus;
    }

    /** The recipient; empty where the vendor hides it, as gateways that keep only hashes do. */
    public Optional<PhoneNumber> to() {
        return Optional.ofNullable(to);
    }

    /** The sender; empty where the provider chooses it, as a phone does. */
    public Optional<Sender> from() {
        return Optional.ofNullable(from);
    }

    /** How many segments the vendor counted. */
    public OptionalInt segments() {
        return segments == null ? OptionalInt.empty() : OptionalInt.of(segments);
    }

    /**
     * What the vendor charges for the message, without {@link #fees()}: positive is what it costs, negative what is given back.
     * Vendors that write a cost as a negative amount are turned round.
     */
    public Optional<Money> price() {
        return Optional.ofNullable(price);
    }

    /** What the vendor passes on for the carrier; never added to {@link #price()} here, because vendors differ. */
    public Optional<Money> fees() {
        return Optional.ofNullable(fees);
    }

    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    public Optional<Instant> submittedAt() {
        return Optional.ofNullable(submittedAt);
    }

    public Optional<Instant> sentAt() {
        return Optional.ofNullable(sentAt);
    }

    public Optional<Instant> deliveredAt() {
        return Optional.ofNullable(deliveredAt);
    }

    /** Why the message failed, where it did and the vendor says so. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Each recipient of a message to several, where the vendor names them; empty for a message to one. */
    public List<RecipientStatus> recipients() {
        return recipients;
    }

    /**
     * The parts' ids, in order, of a message in several parts whose vendor names each; an unknown one is of a part that the vendor
     * refused. Empty for all others.
     */
    public List<MessageId> partIds() {
        return partIds;
    }

    /** The vendor's answer, unchanged; empty where it couldn't be read. */
    public String rawJson() {
        return rawJson;
    }

    @Override
    public String toString() {
        return "Message[" + id + " " + status + (to == null ? "" : " to " + to) + (from == null ? "" : " from " + from)
                + (failure == null ? "" : ", " + failure) + "]";
    }

    /** Collects what a vendor said; not thread-safe. Setters take null for what the vendor left out. */
    public static final class Builder {
        private final MessageId id;
        private final Status status;
        private String rawStatus = "";
        private @Nullable PhoneNumber to;
        private @Nullable Sender from;
        private @Nullable Integer segments;
        private @Nullable Money price;
        private @Nullable Money fees;
        private @Nullable String tag;
        private @Nullable Instant submittedAt;
        private @Nullable Instant sentAt;
        private @Nullable Instant deliveredAt;
        private @Nullable Failure failure;
        private List<RecipientStatus> recipients = List.of();
        private List<MessageId> partIds = List.of();
        private String rawJson = "";

        private Builder(MessageId id, Status status) {
            this.id = Objects.requireNonNull(id, "id");
            this.status = Objects.requireNonNull(status, "status");
        }

        public Builder rawStatus(@Nullable String rawStatus) {
            this.rawStatus = rawStatus == null ? "" : rawStatus;
            return this;
        }

        public Builder to(@Nullable PhoneNumber to) {
            this.to = to;
            return this;
        }

        public Builder from(@Nullable Sender from) {
            this.from = from;
            return this;
        }

        public Builder segments(@Nullable Integer segments) {
            this.segments = segments;
            return this;
        }

        /** Positive is what it costs: turn an amount round that the vendor writes as a change of the balance. */
        public Builder price(@Nullable Money price) {
            this.price = price;
            return this;
        }

        /** Positive is what they cost, as in {@link #price}. */
        public Builder fees(@Nullable Money fees) {
            this.fees = fees;
            return this;
        }

        public Builder tag(@Nullable String tag) {
            this.tag = tag;
            return this;
        }

        public Builder submittedAt(@Nullable Instant submittedAt) {
            this.submittedAt = submittedAt;
            return this;
        }

        public Builder sentAt(@Nullable Instant sentAt) {
            this.sentAt = sentAt;
            return this;
        }

        public Builder deliveredAt(@Nullable Instant deliveredAt) {
            this.deliveredAt = deliveredAt;
            return this;
        }

        public Builder failure(@Nullable Failure failure) {
            this.failure = failure;
            return this;
        }

        public Builder recipients(List<RecipientStatus> recipients) {
            this.recipients = List.copyOf(recipients);
            return this;
        }

        public Builder rawJson(String rawJson) {
            this.rawJson = rawJson;
            return this;
        }

        public Message build() {
            return new Message(this);
        }
    }
}
