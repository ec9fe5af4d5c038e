package io.heliograph.androidgateway;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Violations;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that phones read their received messages again and send webhooks for them. Immutable and thread-safe. */
public final class InboxRefresh {
    /** The webhooks that a refresh sends. */
    public enum WebhookDelivery {
        /** No webhook. */
        DISABLED("Disabled"),
        /** One webhook for each message. */
        INDIVIDUAL("Individual"),
        /** Webhooks with up to 100 messages each; needs server 1.47. */
        BATCH("Batch");

        private final String word;

        WebhookDelivery(String word) {
            this.word = word;
        }
    }

    private final Instant since;
    private final Instant until;
    private final @Nullable String deviceId;
    private final Set<IncomingType> types;
    private final @Nullable WebhookDelivery delivery;

    private InboxRefresh(Builder builder) {
        since = builder.since;
        until = builder.until;
        deviceId = builder.deviceId;
        types = Set.copyOf(builder.types);
        delivery = builder.delivery;
    }

    /** Builds a refresh of the messages received between two times, which are cut to whole seconds. */
    public static Builder between(Instant since, Instant until) {
        return new Builder(since, until);
    }

    void writeTo(JsonWriter json) throws IOException {
        json.setSerializeNulls(false); // omits unset options
        json.beginObject();
        json.name("since").value(AndroidGatewayWire.time(since));
        json.name("until").value(AndroidGatewayWire.time(until));
        json.name("deviceId").value(deviceId);
        if (!types.isEmpty()) {
            json.name("messageTypes").beginArray();
            for (IncomingType type : EnumSet.copyOf(types)) {
                json.value(type.name());
            }
            json.endArray();
        }
        json.name("webhookDelivery").value(delivery == null ? null : delivery.word);
        json.endObject();
    }

    /** Builds an {@link InboxRefresh}; not thread-safe. */
    public static final class Builder {
        private final Instant since;
        private final Instant until;
        private @Nullable String deviceId;
        private final Set<IncomingType> types = EnumSet.noneOf(IncomingType.class);
        private @Nullable WebhookDelivery delivery;

        private Builder(Instant since, Instant until) {
            this.since = since;
            this.until = until;
        }

        /** The ID of one phone, at most 21 characters; by default all phones of the account. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** Adds a message type, {@code SMS} or {@code MMS}; by default the gateway decides. */
        public Builder type(IncomingType type) {
            types.add(type);
            return this;
        }

        public Builder webhooks(WebhookDelivery delivery) {
            this.delivery = delivery;
            return this;
        }

        /**
         * Builds the refresh.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every invalid field
         */
        public InboxRefresh build() {
            Violations violations = new Violations();
            AndroidGatewayValidation.order("since", since, "until", until, violations);
            AndroidGatewayValidation.length("deviceId", deviceId, AndroidGatewayValidation.MAX_DEVICE_ID, violations);
            if (types.contains(IncomingType.DATA_SMS) || types.contains(IncomingType.MMS_DOWNLOADED)) {
                violations.add("type", "must be SMS or MMS");
            }
            violations.throwIfAny();
            return new InboxRefresh(this);
        }
    }
}
