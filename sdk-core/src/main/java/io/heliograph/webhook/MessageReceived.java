package io.heliograph.webhook;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An inbound message (MO). It may be published twice. Immutable and thread-safe. */
public final class MessageReceived implements SmsEvent {
    /** The kind of a message. */
    public enum Kind {
        /** A text. */
        SMS,
        /** Binary content, see {@link #bytes()}. */
        BINARY,
        /** A text, files, or both; or only the notification of them. */
        MMS
    }

    private final MessageId id;
    private final Kind kind;
    private final String rawFrom;
    private final @Nullable Sender from;
    private final @Nullable PhoneNumber to;
    private final String text;
    private final String subject;
    private final byte[] bytes;
    private final List<ReceivedMedia> media;
    private final @Nullable Instant receivedAt;
    private final String vendorEvent;
    private final @Nullable String eventId;
    private final String rawJson;
    private final Keywords keywords;

    private MessageReceived(Builder builder) {
        id = builder.id;
        kind = builder.kind;
        rawFrom = builder.rawFrom;
        from = builder.from;
        to = builder.to;
        text = builder.text;
        subject = builder.subject;
        bytes = builder.bytes;
        media = builder.media;
        receivedAt = builder.receivedAt;
        vendorEvent = builder.vendorEvent;
        eventId = builder.eventId;
        rawJson = builder.rawJson;
        keywords = builder.keywords;
    }

    public static Builder builder(MessageId id, Kind kind) {
        return new Builder(id, kind);
    }

    /** The vendor's id of the message, which need not be its only one. */
    public MessageId id() {
        return id;
    }

    @Override
    public String provider() {
        return id.provider();
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Who sent it; empty unless that is a short code, a name, or a number that is unambiguous: see
     * {@link #rawFrom()}.
     */
    public Optional<Sender> from() {
        return Optional.ofNullable(from);
    }

    /** Who sent it, as the vendor wrote it, for example a national number; not safe to log. */
    public String rawFrom() {
        return rawFrom;
    }

    /** Whether the sender is ambiguous: no number is guessed, and a STOP then suppresses nobody. */
    public boolean isSenderUnrecognised() {
        return from == null;
    }

    /** Our number that received it; empty where the vendor doesn't say. */
    public Optional<PhoneNumber> to() {
        return Optional.ofNullable(to);
    }

    /** The text; an empty string where there is none. */
    public String text() {
        return text;
    }

    /** The subject of an MMS; an empty string where there is none. */
    public String subject() {
        return subject;
    }

    /** The content of a {@link Kind#BINARY} message; empty for others. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The files of an MMS, where the vendor has them. */
    public List<ReceivedMedia> media() {
        return media;
    }

    public Optional<Instant> receivedAt() {
        return Optional.ofNullable(receivedAt);
    }

    /** The message's meaning by the client's keywords, which are {@link Keywords#usual()} unless others were set. */
    public Optional<Keyword> keyword() {
        return keyword(keywords);
    }

    /**
     * The message's meaning by other keywords: that of its text, or else of its subject; STOP in either is STOP. Always empty
     * for a {@link Kind#BINARY} message.
     */
    public Optional<Keyword> keyword(Keywords words) {
        Optional<Keyword> ofSubject = words.find(subject);
        return ofSubject
                .filter(keyword -> keyword == Keyword.STOP)
                .or(() -> words.find(text))
                .or(() -> ofSubject);
    }

    /** The same message with other keywords for {@link #keyword()}. */
    public MessageReceived with(Keywords words) {
        return copy(id, words);
    }

    /** The same message under another name of the provider. */
    public MessageReceived withProvider(String name) {
        return copy(id.withProvider(name), keywords);
    }

    private MessageReceived copy(MessageId newId, Keywords words) {
        Builder copy = new Builder(newId, kind);
        copy.rawFrom = rawFrom;
        copy.from = from;
        copy.to = to;
        copy.text = text;
        copy.subject = subject;
        copy.bytes = bytes;
        copy.media = media;
        copy.receivedAt = receivedAt;
        copy.vendorEvent = vendorEvent;
        copy.eventId = eventId;
        copy.rawJson = rawJson;
        copy.keywords = words;
        return copy.build();
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

    /** Shows only senders that can be masked: a name or a short code may be a national number. */
    @Override
    public String toString() {
        boolean masked = from != null && from.kind() == Sender.Kind.PHONE;
        String sender = from == null ? " from an unrecognised sender" : masked ? " from " + from : "";
        return "MessageReceived[" + id + " " + kind + sender + (to == null ? "" : " to " + to) + "]";
    }

    /** Builds a message; not thread-safe. Setters take null for what the vendor omitted. */
    public static final class Builder {
        private final MessageId id;
        private final Kind kind;
        private String rawFrom = "";
        private @Nullable Sender from;
        private @Nullable PhoneNumber to;
        private String text = "";
        private String subject = "";
        private byte[] bytes = new byte[0];
        private List<ReceivedMedia> media = List.of();
        private @Nullable Instant receivedAt;
        private String vendorEvent = "";
        private @Nullable String eventId;
        private String rawJson = "";
        private Keywords keywords = Keywords.usual();

        private Builder(MessageId id, Kind kind) {
            this.id = Objects.requireNonNull(id, "id");
            this.kind = Objects.requireNonNull(kind, "kind");
        }

        /**
         * Who sent it, where the vendor's numbers have their country code, and may lack the plus. A number that probably lacks
         * the country code isn't recognised, see {@link PhoneNumber#findInternational}.
         */
        public Builder from(@Nullable String vendorSender) {
            return sender(vendorSender, PhoneNumber.findInternational(vendorSender));
        }

        /** Who sent it, where the vendor's numbers have a plus: one without may be national, so it isn't recognised. */
        public Builder fromWithPlus(@Nullable String vendorSender) {
            return sender(vendorSender, PhoneNumber.findWithPlus(vendorSender));
        }

        private Builder sender(@Nullable String vendorSender, Optional<PhoneNumber> number) {
            rawFrom = vendorSender == null ? "" : vendorSender;
            from = number.map(phoneNumber -> Sender.of(phoneNumber.e164()))
                    .or(() -> Sender.tryParse(vendorSender).filter(sender -> sender.kind() != Sender.Kind.PHONE))
                    .orElse(null);
            return this;
        }

        /**
         * Who sent it, where a number without a plus is a national one. A number that may be of another country, see
         * {@link PhoneNumber#findNational}, isn't recognised.
         *
         * @param region the number's country, two letters of ISO 3166; null where it isn't known
         */
        public Builder nationalOrFrom(@Nullable String vendorSender, @Nullable String region) {
            return sender(
                    vendorSender,
                    region == null
                            ? PhoneNumber.findWithPlus(vendorSender)
                            : PhoneNumber.findNational(vendorSender, region));
        }

        public Builder to(@Nullable PhoneNumber to) {
            this.to = to;
            return this;
        }

        public Builder text(@Nullable String text) {
            this.text = text == null ? "" : text;
            return this;
        }

        public Builder subject(@Nullable String subject) {
            this.subject = subject == null ? "" : subject;
            return this;
        }

        public Builder bytes(byte @Nullable [] bytes) {
            this.bytes = bytes == null ? new byte[0] : bytes.clone();
            return this;
        }

        public Builder media(List<ReceivedMedia> media) {
            this.media = List.copyOf(media);
            return this;
        }

        public Builder receivedAt(@Nullable Instant receivedAt) {
            this.receivedAt = receivedAt;
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

        public MessageReceived build() {
            return new MessageReceived(this);
        }
    }
}
