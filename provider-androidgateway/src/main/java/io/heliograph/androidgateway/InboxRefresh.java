package io.heliograph.androidgateway;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Violations;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks phones to look again for messages that they received, and to tell webhooks of them. Immutable and thread-safe. */
public final class InboxRefresh {
    /** How webhooks hear of the messages. */
    public enum WebhookDelivery {
        /** Not at all. */
        DISABLED("Disabled"),
        /** One call for each message. */
        INDIVIDUAL("Individual"),
        /** Calls with up to 100 messages each, from server 1.47 on. */
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

    /** Begins a refresh of what came in a time, in whole seconds. */
    public static Builder between(Instant since, Instant until) {
        return new Builder(since, until);
    }

    void writeTo(JsonWriter json) throws IOException {
        json.setSerializeNulls(false); // what isn't set is left out
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

    /** Collects a refresh; not thread-safe. */
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

        /** One phone, at most 21 characters; without it all of the account's. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId;
            return this;
        }

        /** Adds a kind, {@code SMS} or {@code MMS}; without any, the gateway's own choice. */
        public Builder type(IncomingType type) {
            types.add(type);
            return this;
        }

        public Builder webhooks(WebhookDelivery delivery) {
            this.delivery = delivery;
            return this;
        }

        /**
         * Checks every field.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every fault
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
