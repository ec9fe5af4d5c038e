package io.heliograph.androidgateway;

import io.heliograph.http.Target;
import io.heliograph.message.Faults;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which of the messages that a phone received to list. Immutable and thread-safe. */
public final class InboxFilter {
    /** How many messages one page holds at most. */
    public static final int LARGEST_PAGE = 500;

    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final @Nullable IncomingType type;
    private final int pageSize;

    private InboxFilter(Builder builder) {
        from = builder.from;
        to = builder.to;
        type = builder.type;
        pageSize = builder.pageSize;
    }

    /** All messages. */
    public static InboxFilter all() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    Target applyTo(Target inbox, int limit, String offset) {
        Target page = inbox;
        if (from != null) {
            page = page.query("from", AndroidGatewayWire.time(from));
        }
        if (to != null) {
            page = page.query("to", AndroidGatewayWire.time(to));
        }
        if (type != null) {
            page = page.query("type", type.name());
        }
        return page.query("limit", Integer.toString(limit)).query("offset", offset);
    }

    int pageSize() {
        return pageSize;
    }

    /** Collects a filter; not thread-safe. */
    public static final class Builder {
        private @Nullable Instant from;
        private @Nullable Instant to;
        private @Nullable IncomingType type;
        private int pageSize = 100;

        private Builder() {}

        /** In whole seconds. */
        public Builder from(Instant from) {
            this.from = from;
            return this;
        }

        /** In whole seconds. */
        public Builder to(Instant to) {
            this.to = to;
            return this;
        }

        public Builder type(IncomingType type) {
            this.type = type;
            return this;
        }

        /** How many messages to ask for at once, 1 to {@value InboxFilter#LARGEST_PAGE}; 100 by default. */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            return this;
        }

        /**
         * Checks every field.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every fault
         */
        public InboxFilter build() {
            Faults faults = new Faults();
            if (from != null && to != null && from.isAfter(to)) {
                faults.add("from", "is later than to");
            }
            if (pageSize < 1 || pageSize > LARGEST_PAGE) {
                faults.add("pageSize", "is " + pageSize + "; it must be 1 to " + LARGEST_PAGE);
            }
            faults.throwIfAny();
            return new InboxFilter(this);
        }
    }
}
