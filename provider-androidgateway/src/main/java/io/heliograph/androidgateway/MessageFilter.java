package io.heliograph.androidgateway;

import io.heliograph.message.Status;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A filter for the gateway's messages. Immutable and thread-safe. */
public final class MessageFilter {
    /** The maximum number of messages of a page. */
    public static final int MAX_PAGE = 100;

    private final ListQuery query;

    private MessageFilter(ListQuery query) {
        this.query = query;
    }

    /** All messages. */
    public static MessageFilter all() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    ListQuery query() {
        return query;
    }

    /** Builds a {@link MessageFilter}; not thread-safe. */
    public static final class Builder {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable Status status;
        private @Nullable String deviceId;
        private boolean includeContent;
        private boolean oldestFirst;
        private int pageSize = MAX_PAGE;

        private Builder() {}

        /** Messages from this time on, cut to whole seconds. */
        public Builder from(Instant from) {
            this.from = from;
            return this;
        }

        /** Messages before this time, cut to whole seconds. */
        public Builder to(Instant to) {
            this.to = to;
            return this;
        }

        /** Messages with this status: QUEUED, SUBMITTED, SENT, DELIVERED, FAILED, CANCELLING or CANCELLED. */
        public Builder status(Status status) {
            this.status = status;
            return this;
        }

        /** Messages of this phone; the ID has exactly 21 characters. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** Includes the texts, if the gateway still stores them. */
        public Builder includeContent(boolean include) {
            includeContent = include;
            return this;
        }

        /** Sorts the oldest first, which needs server 1.46; by default the newest come first. */
        public Builder oldestFirst(boolean oldest) {
            oldestFirst = oldest;
            return this;
        }

        /** The number of messages of a page, 1 to {@value MessageFilter#MAX_PAGE}. */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            return this;
        }

        /**
         * Builds the filter.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every invalid field
         */
        public MessageFilter build() {
            Violations violations = new Violations();
            String state = status == null ? null : AndroidGatewayWire.state(status);
            if (status != null && state == null) {
                violations.add("status", "is " + status + ", which the gateway has no word for");
            }
            AndroidGatewayValidation.order("from", from, "to", to, violations);
            if (deviceId != null && deviceId.length() != AndroidGatewayValidation.MAX_DEVICE_ID) {
                violations.add("deviceId", "is " + ValueShape.of(deviceId) + "; it has exactly 21 characters");
            }
            AndroidGatewayValidation.range("pageSize", pageSize, 1, MAX_PAGE, violations);
            violations.throwIfAny();
            return new MessageFilter(new ListQuery(from, to, pageSize)
                    .with("state", state)
                    .with("deviceId", deviceId)
                    .with("includeContent", includeContent ? "true" : null)
                    .with("sort", oldestFirst ? "created_at" : null));
        }
    }
}
