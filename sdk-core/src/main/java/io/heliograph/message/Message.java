package io.heliograph.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a message at its provider, as of the provider's response.
 *
 * <p>Immutable and thread-safe. {@code toString} is safe to log; {@link #rawJson()} is the vendor's response, with
 * numbers and text. Fields that the vendor leaves out are empty.
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
    private final Direction direction;
    private final @Nullable String text;
    private final @Nullable Instant scheduledAt;
    private final @Nullable Instant submittedAt;
    private final @Nullable Instant sentAt;
    private final @Nullable Instant deliveredAt;
    private final @Nullable Failure failure;
    private final List<RecipientStatus> recipients;
    private final List<MessageId> partIds;
    private final List<Integer> rejectedParts;
    private final Supplier<String> rawJson;

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
        direction = builder.direction;
        text = builder.text;
        scheduledAt = builder.scheduledAt;
        submittedAt = builder.submittedAt;
        sentAt = builder.sentAt;
        deliveredAt = builder.deliveredAt;
        failure = builder.failure;
        recipients = builder.recipients;
        partIds = builder.partIds;
        rejectedParts = builder.rejectedParts;
        rawJson = builder.rawJson;
    }

    public static Builder builder(MessageId id, Status status) {
        return new Builder(id, status);
    }

    /**
     * Begins a message of a vendor that gives each segment its own id and reports on each. Several ids make one message
     * with a derived id, such as {@code 0A1B+1} for two segments of which the first is {@code 0A1B}; the reports on the
     * segments are merged there. A single id is the message's own.
     *
     * @param vendorIds the segments' ids, in order; null for a segment that the vendor rejected while it accepted
     *     others, which counts as failed; an id that can't be read is a segment without reports
     */
    public static Builder inParts(String provider, List<@Nullable String> vendorIds, Status status) {
        List<MessageId> parts = vendorIds.stream()
                .limit(MAX_PARTS)
                .map(id -> MessageId.tryParse(provider, id))
                .toList();
        MessageId first = parts.stream().filter(MessageId::isKnown).findFirst().orElse(MessageId.unknown(provider));
        boolean single = parts.size() < 2 || !first.isKnown() || parts.stream().allMatch(first::equals);
        if (single) {
            return new Builder(first, status);
        }
        MessageId derived = MessageId.tryParse(provider, first.value() + "+" + (parts.size() - 1));
        if (!derived.isKnown()) { // too long: without an id of its own the whole would be mixed up with others
            return new Builder(first, status);
        }
        Builder whole = new Builder(derived, status);
        whole.partIds = parts;
        whole.rejectedParts = IntStream.range(0, parts.size())
                .filter(at -> vendorIds.get(at) == null)
                .mapToObj(at -> at + 1)
                .toList();
        return whole.segments(parts.size());
    }

    /** The same message under another name of the provider, such as that of a second account. */
    public Message withProvider(String name) {
        Builder copy = new Builder(id.withProvider(name), status)
                .rawStatus(rawStatus)
                .to(to)
                .from(from)
                .segments(segments)
                .price(price)
                .fees(fees)
                .tag(tag)
                .submittedAt(submittedAt)
                .sentAt(sentAt)
                .deliveredAt(deliveredAt)
                .failure(failure)
                .recipients(recipients.stream()
                        .map(recipient -> recipient.withProvider(name))
                        .toList())
                .rawJson(rawJson);
        copy.partIds = partIds.stream().map(part -> part.withProvider(name)).toList();
        copy.rejectedParts = rejectedParts;
        return copy.build();
    }

    /** The vendor's id of the message; {@link MessageId#isKnown()} is false if the response couldn't be read. */
    public MessageId id() {
        return id;
    }

    public String provider() {
        return id.provider();
    }

    public Status status() {
        return status;
    }

    /** The vendor's own word for the status; empty if it gave none. */
    public String rawStatus() {
        return rawStatus;
    }

    /** The recipient; empty if the vendor hides it, as gateways that store only hashes do. */
    public Optional<PhoneNumber> to() {
        return Optional.ofNullable(to);
    }

    /** The sender; empty if the provider chooses it, as a phone does. */
    public Optional<Sender> from() {
        return Optional.ofNullable(from);
    }

    /** The number of segments, as the vendor counts. */
    public OptionalInt segments() {
        return segments == null ? OptionalInt.empty() : OptionalInt.of(segments);
    }

    /**
     * The vendor's price of the message, without {@link #fees()}. A cost is positive and a refund negative, whatever
     * sign the vendor uses.
     */
    public Optional<Money> price() {
        return Optional.ofNullable(price);
    }

    /**
     * The carrier fees that the vendor passes on. They're never added to {@link #price()} here, because vendors differ.
     */
    public Optional<Money> fees() {
        return Optional.ofNullable(fees);
    }

    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    /** Whether the account sent it or received it; {@code INBOUND} only in a vendor's list. */
    public Direction direction() {
        return direction;
    }

    /** The text, where the vendor's response has it; not safe to log, and not in {@code toString}. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** When the vendor will send it, or was to send it; empty for a message that was sent at once. */
    public Optional<Instant> scheduledAt() {
        return Optional.ofNullable(scheduledAt);
    }

    /** When the vendor got it: from the account or, for an inbound message, from the network. */
    public Optional<Instant> submittedAt() {
        return Optional.ofNullable(submittedAt);
    }

    public Optional<Instant> sentAt() {
        return Optional.ofNullable(sentAt);
    }

    public Optional<Instant> deliveredAt() {
        return Optional.ofNullable(deliveredAt);
    }

    /** Why the message failed, if it did and the vendor gives a reason. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The recipients of a bulk message, if the vendor names them; empty for a message to one recipient. */
    public List<RecipientStatus> recipients() {
        return recipients;
    }

    /**
     * The segments' ids, in order, if the vendor gives each segment its own; an unknown id is that of a segment that
     * the vendor rejected. Empty for all other messages.
     */
    public List<MessageId> partIds() {
        return partIds;
    }

    /** The numbers, from 1, of the segments that the vendor rejected while it accepted others. */
    public List<Integer> rejectedParts() {
        return rejectedParts;
    }

    /**
     * The vendor's response or, in a list, the message's own part of it. Empty if it couldn't be read, and in an outcome that a
     * store remembered.
     */
    public String rawJson() {
        return rawJson.get();
    }

    private List<@Nullable Object> content() {
        return Arrays.asList(
                List.of(id, status, rawStatus, direction, recipients, partIds, rejectedParts),
                Arrays.asList(to, from, segments, price, fees, tag, text, failure),
                Arrays.asList(scheduledAt, submittedAt, sentAt, deliveredAt));
    }

    /** Whether all fields are equal, whatever {@link #rawJson()} they were read from. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message && content().equals(message.content());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Message[" + id + " " + status + (to == null ? "" : " to " + to) + (from == null ? "" : " from " + from)
                + (failure == null ? "" : ", " + failure) + "]";
    }

    /** Builds a message; not thread-safe. Setters accept null for a field that the vendor left out. */
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
        private Direction direction = Direction.OUTBOUND;
        private @Nullable String text;
        private @Nullable Instant scheduledAt;
        private @Nullable Instant submittedAt;
        private @Nullable Instant sentAt;
        private @Nullable Instant deliveredAt;
        private @Nullable Failure failure;
        private List<RecipientStatus> recipients = List.of();
        private List<MessageId> partIds = List.of();
        private List<Integer> rejectedParts = List.of();
        private Supplier<String> rawJson = () -> "";

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

        /** A cost is positive: negate an amount that the vendor writes as a change of the balance. */
        public Builder price(@Nullable Money price) {
            this.price = price;
            return this;
        }

        /** A cost is positive, as in {@link #price}. */
        public Builder fees(@Nullable Money fees) {
            this.fees = fees;
            return this;
        }

        public Builder tag(@Nullable String tag) {
            this.tag = tag;
            return this;
        }

        public Builder direction(Direction direction) {
            this.direction = direction;
            return this;
        }

        public Builder text(@Nullable String text) {
            this.text = text;
            return this;
        }

        public Builder scheduledAt(@Nullable Instant scheduledAt) {
            this.scheduledAt = scheduledAt;
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
            return rawJson(() -> rawJson);
        }

        /** Sets the JSON that is made when it's asked for; by several threads at once, perhaps. */
        public Builder rawJson(Supplier<String> rawJson) {
            this.rawJson = rawJson;
            return this;
        }

        public Message build() {
            return new Message(this);
        }
    }
}
