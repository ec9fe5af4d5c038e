package io.heliograph.tracking;

import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One report of a message's status: from the response to its send, from a status query, or from a webhook (a DLR).
 *
 * <p>Immutable and thread-safe. {@code toString} is safe to log. Reports are compared by {@link #sameContentAs}.
 */
public final class StatusReport {
    private static final int MAX_PARTS = 255;

    /** A total order of the reports' contents, without their times of arrival; the status comes first. */
    static final Comparator<StatusReport> BY_CONTENT =
            (one, other) -> one == other ? 0 : ReportOrder.BY_CONTENT.compare(one, other);

    private final MessageId id;
    private final Status status;
    private final ReportSource source;
    private final Instant receivedAt;
    private final @Nullable PhoneNumber recipient;
    private final int recipients;
    private final int part;
    private final int parts;
    private final boolean ofSomePart;
    private final String rawStatus;
    private final @Nullable Failure failure;
    private final @Nullable Instant occurredAt;
    private final String eventId;
    private final @Nullable IdempotencyKey key;
    private final @Nullable PartOf partOf;
    private final @Nullable Money price;
    private final @Nullable Money fees;
    private final String tag;

    private StatusReport(Builder builder) {
        id = builder.id;
        status = builder.status;
        source = builder.source;
        receivedAt = builder.receivedAt;
        recipient = builder.recipient;
        recipients = builder.recipients;
        part = builder.part;
        parts = builder.parts;
        ofSomePart = builder.ofSomePart;
        rawStatus = builder.rawStatus;
        failure = builder.failure;
        occurredAt = builder.occurredAt;
        eventId = builder.eventId;
        key = builder.key;
        partOf = builder.partOf;
        price = builder.price;
        fees = builder.fees;
        tag = builder.tag;
    }

    /** A builder of a report that the message has at least this status. */
    public static Builder of(MessageId id, Status status, ReportSource source, Instant receivedAt) {
        return new Builder(id, status, source, receivedAt);
    }

    /** The reports in a message: of itself and of each recipient. */
    public static List<StatusReport> of(Message message, ReportSource source, Instant receivedAt) {
        return of(message, 0, source, receivedAt);
    }

    /** The reports in a message, with the expected number of parts for vendors that don't count them. */
    static List<StatusReport> of(Message message, int parts, ReportSource source, Instant receivedAt) {
        // A vendor may omit the recipients in a status query's response: no recipient isn't one recipient.
        boolean single = message.recipients().isEmpty()
                && (source == ReportSource.RECEIPT || message.to().isPresent());
        int size = message.partIds().size();
        StatusReport ofWhole = of(message.id(), message.status(), source, receivedAt)
                .recipients(single ? 1 : message.recipients().size())
                .parts(size == 0 ? message.segments().orElse(parts) : size)
                .rawStatus(message.rawStatus())
                .price(message.price().orElse(null))
                .fees(message.fees().orElse(null))
                .tag(message.tag().orElse(null))
                .failure(message.failure().orElse(null))
                .occurredAt(message.deliveredAt()
                        .filter(at -> message.status() == Status.DELIVERED)
                        .orElse(null))
                .build();
        if (message.recipients().isEmpty() && size == 0) { // nearly all
            return List.of(ofWhole);
        }
        List<StatusReport> reports = new ArrayList<>(1 + message.recipients().size());
        reports.add(ofWhole);
        for (RecipientStatus recipient : message.recipients()) {
            if (recipient.to().isPresent()) { // a report without a recipient would be one of the whole message
                reports.add(of(message.id(), recipient.status(), source, receivedAt)
                        .recipient(recipient.to().get())
                        .recipients(message.recipients().size())
                        .rawStatus(recipient.rawStatus())
                        .failure(recipient.failure().orElse(null))
                        .build());
            }
        }
        reports.addAll(ofParts(message, source, receivedAt));
        return reports;
    }

    /** The reports that link the parts' ids to the message, and those of the parts that the vendor rejected. */
    private static List<StatusReport> ofParts(Message message, ReportSource source, Instant receivedAt) {
        int parts = message.partIds().size();
        List<StatusReport> reports = new ArrayList<>(parts);
        for (int part = 1; part <= parts; part++) {
            MessageId id = message.partIds().get(part - 1);
            if (id.isKnown()) {
                reports.add(of(id, Status.UNKNOWN, source, receivedAt)
                        .partOf(new PartOf(message.id(), part, parts))
                        .build());
            } else if (message.rejectedParts().contains(part)) {
                reports.add(of(message.id(), Status.FAILED, source, receivedAt)
                        .part(part, parts)
                        .build());
            }
        }
        return reports;
    }

    /** This report as one of the message that its id is a part of. */
    StatusReport of(PartOf whole) {
        return about(whole.message()).part(whole.part(), whole.parts()).build();
    }

    /** The same report under another name of the provider. */
    public StatusReport withProvider(String name) {
        Builder copy = about(id.withProvider(name)).key(key);
        copy.part = part;
        copy.parts = parts;
        copy.ofSomePart = ofSomePart;
        copy.partOf = partOf == null ? null : partOf.withProvider(name);
        return copy.build();
    }

    /** A builder with what isn't about parts. */
    private Builder about(MessageId message) {
        return of(message, status, source, receivedAt)
                .recipient(recipient)
                .recipients(recipients)
                .rawStatus(rawStatus)
                .failure(failure)
                .occurredAt(occurredAt)
                .eventId(eventId)
                .price(price)
                .fees(fees)
                .tag(tag);
    }

    public MessageId id() {
        return id;
    }

    public Status status() {
        return status;
    }

    public ReportSource source() {
        return source;
    }

    /** When it arrived here; of repeats, the first time. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** The recipient that it is about; empty if it is about the whole message. */
    public Optional<PhoneNumber> recipient() {
        return Optional.ofNullable(recipient);
    }

    /** The message's number of recipients; 0 where the report doesn't say. */
    public int recipients() {
        return recipients;
    }

    /** The number of the part that it is about, from 1; 0 if it is about all of them. */
    public int part() {
        return part;
    }

    /** The number of parts; 0 where the report doesn't say. */
    public int parts() {
        return parts;
    }

    /** Whether it is about one part without a number; each event id then counts as another part. */
    public boolean isOfUnnumberedPart() {
        return ofSomePart;
    }

    /** The vendor's own word for the status. */
    public String rawStatus() {
        return rawStatus;
    }

    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** When the vendor says that it happened. */
    public Optional<Instant> occurredAt() {
        return Optional.ofNullable(occurredAt);
    }

    /** The vendor's id of the event; empty where it has none. */
    public String eventId() {
        return eventId;
    }

    /** The send's idempotency key, where the vendor surely repeats it: as the message's id, or as a tag that only we set. */
    public Optional<IdempotencyKey> key() {
        return Optional.ofNullable(key);
    }

    /** The message that this id is a part of, where the vendor gives each part an id and the send's response had them. */
    public Optional<PartOf> partOf() {
        return Optional.ofNullable(partOf);
    }

    /** What the vendor charges for what it is about, without {@link #fees()}; {@link Timeline#charge()} has the final price. */
    public Optional<Money> price() {
        return Optional.ofNullable(price);
    }

    /** The carrier fees that the vendor passes on; never added to {@link #price()}, because vendors differ. */
    public Optional<Money> fees() {
        return Optional.ofNullable(fees);
    }

    /** The message's tag; empty where the report has none. */
    public String tag() {
        return tag;
    }

    /** Whether both have the same content, whenever they arrived. */
    public boolean sameContentAs(StatusReport other) {
        return BY_CONTENT.compare(this, other) == 0;
    }

    @Override
    public String toString() {
        return "StatusReport[" + id + " " + status + (recipient == null ? "" : " to " + recipient)
                + (part > 0 ? ", part " + part : ofSomePart ? ", some part" : "")
                + (parts > 0 && (part > 0 || ofSomePart) ? " of " + parts : "") + " by " + source + "]";
    }

    /** Builds a report; not thread-safe. Setters take null for what the vendor omitted. */
    public static final class Builder {
        private final MessageId id;
        private final Status status;
        private final ReportSource source;
        private final Instant receivedAt;
        private @Nullable PhoneNumber recipient;
        private int recipients;
        private int part;
        private int parts;
        private boolean ofSomePart;
        private String rawStatus = "";
        private @Nullable Failure failure;
        private @Nullable Instant occurredAt;
        private String eventId = "";
        private @Nullable IdempotencyKey key;
        private @Nullable PartOf partOf;
        private @Nullable Money price;
        private @Nullable Money fees;
        private String tag = "";

        private Builder(MessageId id, Status status, ReportSource source, Instant receivedAt) {
            this.id = Objects.requireNonNull(id, "id");
            this.status = Objects.requireNonNull(status, "status");
            this.source = Objects.requireNonNull(source, "source");
            this.receivedAt = Objects.requireNonNull(receivedAt, "receivedAt");
        }

        public Builder recipient(@Nullable PhoneNumber recipient) {
            this.recipient = recipient;
            return this;
        }

        /** The message's total number of recipients; 0 if unknown. */
        public Builder recipients(int recipients) {
            this.recipients = Math.max(0, recipients);
            return this;
        }

        /**
         * Makes it a report about one part.
         *
         * @param part from 1 to 255
         * @param parts the total number of parts; 0 if unknown
         */
        public Builder part(int part, int parts) {
            if (part < 1 || part > MAX_PARTS) {
                throw new InvalidRequestException("part", "is " + part + "; it must be from 1 to " + MAX_PARTS);
            }
            boolean only = part == 1 && parts == 1;
            this.part = only ? 0 : part;
            this.parts = only || parts < part ? 0 : parts;
            return this;
        }

        /** Makes it a report about one part without a number: each event id counts as another part. */
        public Builder unnumberedPart() {
            ofSomePart = true;
            return this;
        }

        /** The text's number of parts, from 1 to 255; anything else means unknown. */
        public Builder parts(int parts) {
            this.parts = parts < 1 || parts > MAX_PARTS ? 0 : parts;
            return this;
        }

        public Builder rawStatus(@Nullable String rawStatus) {
            this.rawStatus = rawStatus == null ? "" : rawStatus;
            return this;
        }

        public Builder failure(@Nullable Failure failure) {
            this.failure = failure;
            return this;
        }

        public Builder occurredAt(@Nullable Instant occurredAt) {
            this.occurredAt = occurredAt;
            return this;
        }

        public Builder eventId(@Nullable String eventId) {
            this.eventId = eventId == null ? "" : eventId;
            return this;
        }

        /** The send's idempotency key; only where the vendor surely repeats it. */
        public Builder key(@Nullable IdempotencyKey key) {
            this.key = key;
            return this;
        }

        /** The message that this id is a part of; for stores, because others get it from {@link Message#inParts}. */
        public Builder partOf(@Nullable PartOf partOf) {
            this.partOf = partOf;
            return this;
        }

        /** A cost is positive and a refund negative, as in {@link Message#price()}. */
        public Builder price(@Nullable Money price) {
            this.price = price;
            return this;
        }

        public Builder fees(@Nullable Money fees) {
            this.fees = fees;
            return this;
        }

        public Builder tag(@Nullable String tag) {
            this.tag = tag == null ? "" : tag;
            return this;
        }

        public StatusReport build() {
            return new StatusReport(this);
        }
    }
}
