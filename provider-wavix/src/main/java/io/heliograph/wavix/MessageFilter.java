package io.heliograph.wavix;

import io.heliograph.http.ResourcePath;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter for messages to list or to export; by default, it selects all messages of one direction.
 *
 * <p>Immutable, thread-safe and validated when it is built. {@code toString} has no numbers. Fields are those of the
 * vendor's OpenAPI document of 2026-06-30.
 *
 * <pre>{@code
 * MessageFilter july = MessageFilter.outbound()
 *         .sentAfter(LocalDate.of(2026, 7, 1))
 *         .sentBefore(LocalDate.of(2026, 7, 31))
 *         .status(MessageFilter.VendorStatus.DELIVERED)
 *         .build();
 * }</pre>
 */
public final class MessageFilter {
    /** The vendor's message statuses. */
    public enum VendorStatus {
        ACCEPTED,
        PENDING,
        SENT,
        DELIVERED,
        UNDELIVERED,
        EXPIRED,
        REJECTED,
        DLR_EXPIRED
    }

    /** The vendor's message types. */
    public enum MessageType {
        SMS,
        MMS
    }

    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final @Nullable LocalDateTime after;
    private final @Nullable LocalDateTime before;
    private final boolean hasTimeOfDay;
    private final @Nullable Integer perPage;
    private final Map<String, String> query;

    private MessageFilter(Builder builder) {
        after = builder.after;
        before = builder.before;
        hasTimeOfDay = builder.hasTimeOfDay;
        perPage = builder.perPage;
        query = new LinkedHashMap<>(builder.query);
    }

    /** Starts a filter for outbound messages. */
    public static Builder outbound() {
        return new Builder("outbound");
    }

    /** Starts a filter for inbound messages. */
    public static Builder inbound() {
        return new Builder("inbound");
    }

    boolean hasTimeOfDay() {
        return hasTimeOfDay;
    }

    ResourcePath forList(ResourcePath messages) {
        ResourcePath target = filtered(messages, DateTimeFormatter.ISO_LOCAL_DATE);
        return perPage == null ? target : target.query("per_page", perPage.toString());
    }

    ResourcePath forExport(ResourcePath all) {
        return filtered(all, SECONDS);
    }

    /** The list and the export have the same parameters, but different time formats. */
    private ResourcePath filtered(ResourcePath messages, DateTimeFormatter times) {
        ResourcePath target = WavixPage.filtered(messages, query);
        if (after != null) {
            target = target.query("sent_after", after.format(times));
        }
        return before == null ? target : target.query("sent_before", before.format(times));
    }

    @Override
    public String toString() {
        return "MessageFilter[" + query.get("type") + ", " + (after == null ? "…" : after) + " to "
                + (before == null ? "…" : before) + "]";
    }

    /** Builds a filter; not thread-safe. */
    public static final class Builder {
        private final Map<String, String> query = new LinkedHashMap<>();
        private @Nullable LocalDateTime after;
        private @Nullable LocalDateTime before;
        private boolean hasTimeOfDay;
        private @Nullable Integer perPage;

        private Builder(String type) {
            query.put("type", type);
        }

        /** Selects messages from this day on, inclusive. The vendor doesn't document the time zone. */
        public Builder sentAfter(LocalDate day) {
            after = day.atStartOfDay();
            return this;
        }

        /** Selects messages up to this day, inclusive. */
        public Builder sentBefore(LocalDate day) {
            before = day.atTime(LAST_SECOND);
            return this;
        }

        /** Selects messages from this second on, for an export only. The vendor doesn't document the time zone. */
        public Builder sentAfter(LocalDateTime time) {
            hasTimeOfDay = true;
            after = time;
            return this;
        }

        /** Selects messages up to this second, for an export only. */
        public Builder sentBefore(LocalDateTime time) {
            hasTimeOfDay = true;
            before = time;
            return this;
        }

        public Builder from(Sender sender) {
            query.put("from", WavixWire.number(sender));
            return this;
        }

        public Builder to(PhoneNumber number) {
            query.put("to", number.digits());
            return this;
        }

        public Builder status(VendorStatus status) {
            query.put("status", WavixWire.word(status));
            return this;
        }

        /** Selects messages with this tag; outbound messages only. */
        public Builder tag(String tag) {
            query.put("tag", tag);
            return this;
        }

        public Builder messageType(MessageType type) {
            query.put("message_type", WavixWire.word(type));
            return this;
        }

        /** Sets the page size of a list, 1 to 100; the vendor's default is 25. An export has no pages. */
        public Builder perPage(int count) {
            perPage = count;
            return this;
        }

        /**
         * Checks and builds the filter.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every violation
         */
        public MessageFilter build() {
            Violations violations = new Violations();
            String tag = query.get("tag");
            if (tag != null && tag.isBlank()) {
                violations.add("tag", "is blank; leave it out or give it a value");
            }
            if (tag != null && !"outbound".equals(query.get("type"))) {
                violations.add("tag", "is for outbound messages only");
            }
            if (after != null && before != null && after.isAfter(before)) {
                violations.add("sentAfter", "is later than sentBefore");
            }
            WavixValidation.perPage(perPage, violations);
            violations.throwIfAny();
            return new MessageFilter(this);
        }
    }
}
