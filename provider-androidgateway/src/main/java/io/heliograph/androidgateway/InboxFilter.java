package io.heliograph.androidgateway;

import io.heliograph.message.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A filter for a phone's received messages. Immutable and thread-safe. */
public final class InboxFilter {
    /** The maximum number of messages of a page. */
    public static final int MAX_PAGE = 500;

    private final ListQuery query;

    private InboxFilter(ListQuery query) {
        this.query = query;
    }

    /** All messages. */
    public static InboxFilter all() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    ListQuery query() {
        return query;
    }

    /** Builds an {@link InboxFilter}; not thread-safe. */
    public static final class Builder {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable IncomingType type;
        private @Nullable String deviceId;
        private boolean includeAttachments;
        private int pageSize = 100;

        private Builder() {}

        /** The earliest time, cut to whole seconds. */
        public Builder from(Instant from) {
            this.from = from;
            return this;
        }

        /** The latest time, cut to whole seconds. */
        public Builder to(Instant to) {
            this.to = to;
            return this;
        }

        public Builder type(IncomingType type) {
            this.type = type;
            return this;
        }

        /** Messages of this phone, at most 21 characters; a phone in local mode has only its own. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** Includes the names and sizes of the files of downloaded MMS. */
        public Builder includeAttachments(boolean include) {
            includeAttachments = include;
            return this;
        }

        /** The number of messages of a page, 1 to {@value InboxFilter#MAX_PAGE}; 100 by default. */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            return this;
        }

        /**
         * Builds the filter.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every invalid field
         */
        public InboxFilter build() {
            Violations violations = new Violations();
            AndroidGatewayValidation.order("from", from, "to", to, violations);
            AndroidGatewayValidation.length("deviceId", deviceId, AndroidGatewayValidation.MAX_DEVICE_ID, violations);
            AndroidGatewayValidation.range("pageSize", pageSize, 1, MAX_PAGE, violations);
            violations.throwIfAny();
            return new InboxFilter(new ListQuery(from, to, pageSize)
                    .with("type", type == null ? null : type.name())
                    .with("deviceId", deviceId)
                    .with("includeAttachments", includeAttachments ? "true" : null));
        }
    }
}
