package io.heliograph.nativehub;

import static io.heliograph.http.VendorHttp.Method.POST;
import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.message.Violations;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.VendorApi;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed in a NativeHub account: held messages, blocked numbers, webhooks. Thread-safe; errors are as
 * {@link NativeHub} says.
 */
public final class NativeHubAccount {
    private final VendorApi api;
    private final NativeHubMessages messages;
    private final JsonBinding<HoldReply> holdReply = JsonBinding.of(HoldReply.class);
    private final JsonBinding<BlockedReply> blockedReply = JsonBinding.of(BlockedReply.class);
    private final JsonBinding<CheckReply> checkReply = JsonBinding.of(CheckReply.class);
    private final JsonBinding<SubscriptionReply> subscriptionReply = JsonBinding.of(SubscriptionReply.class);

    NativeHubAccount(VendorApi api, NativeHubMessages messages) {
        this.api = api;
        this.messages = messages;
    }

    /**
     * Holds messages that wait. The vendor documents no call that releases them; its console may.
     *
     * @return how many are held now, where the vendor says so
     */
    public OptionalInt hold(List<MessageId> ids) {
        ids.forEach(messages::requireOwnId);
        if (ids.isEmpty()) {
            throw new InvalidRequestException("messages", "are missing; give at least one");
        }
        HttpResponse response = api.change(POST, api.target("messages", "bulk-hold"), json -> {
            json.beginObject().name("ids");
            writeAll(json, ids.stream().map(MessageId::value).toList());
            json.endObject();
        });
        HoldReply currentHoldReply = holdReply.read(response.body());
        return currentHoldReply == null || currentHoldReply.count == null
                ? OptionalInt.empty()
                : OptionalInt.of(currentHoldReply.count);
    }

    /** Whether a number is on the account's do-not-contact list, so that a message to it would be rejected. */
    public DncCheck checkDnc(PhoneNumber phone) {
        CheckReply currentCheckReply = api.query(api.target("dnc", "check").query("phone", phone.e164()), checkReply);
        if (currentCheckReply.isBlocked == null && currentCheckReply.entry == null) {
            throw api.unreadable(); // silence must not be read as a permission
        }
        boolean isBlocked = currentCheckReply.isBlocked != null ? currentCheckReply.isBlocked : true;
        return new DncCheck(isBlocked, currentCheckReply.entry == null ? null : entry(currentCheckReply.entry, phone));
    }

    /** Puts a number on the account's do-not-contact list, with a reason that others can read, or null. */
    public DncEntry addDnc(PhoneNumber phone, @Nullable String reason) {
        HttpResponse response = api.change(POST, api.target("dnc"), json -> {
            json.beginObject();
            json.name("phone").value(phone.e164());
            if (reason != null) {
                json.name("reason").value(reason);
            }
            json.endObject();
        });
        BlockedReply currentBlockedReply = blockedReply.read(response.body());
        return currentBlockedReply == null ? new DncEntry("", phone, "", null) : entry(currentBlockedReply, phone);
    }

    /** Asks for delivery reports ({@code dlr}) and inbound messages ({@code mo}) at a URL. */
    public Subscription subscribe(URI url, Secret secret) {
        return subscribe(url, NativeHubWebhookSetup.EVENTS, secret);
    }

    /**
     * Asks for events at a URL. Asking twice may subscribe twice.
     *
     * @param url absolute; in production the vendor takes https only
     * @param events the vendor's names: {@code dlr} and {@code mo} in its guides, {@code message.delivered} and alike in
     *     its reference
     * @param secret signs what comes; null for no signature, so that anyone can write to the URL
     */
    public Subscription subscribe(URI url, List<String> events, @Nullable Secret secret) {
        check(url, events);
        HttpResponse response = api.change(POST, api.target("webhooks", "subscriptions"), json -> {
            json.beginObject();
            json.name("url").value(url.toString());
            json.name("events");
            writeAll(json, events);
            if (secret != null) {
                json.name("secret").value(secret.reveal());
            }
            json.endObject();
        });
        SubscriptionReply currentSubscriptionReply =
                Objects.requireNonNullElseGet(subscriptionReply.read(response.body()), SubscriptionReply::new);
        return new Subscription(
                orEmpty(currentSubscriptionReply.id),
                currentSubscriptionReply.url == null ? url.toString() : currentSubscriptionReply.url,
                currentSubscriptionReply.events == null
                        ? events
                        : currentSubscriptionReply.events.stream()
                                .filter(Objects::nonNull)
                                .toList(),
                orEmpty(currentSubscriptionReply.status),
                Timestamps.parse(currentSubscriptionReply.createdAt));
    }

    private static void check(URI url, List<String> events) {
        Violations faults = new Violations();
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            faults.add("url", "isn't an absolute http or https URL");
        }
        if (events.isEmpty() || events.stream().anyMatch(String::isBlank)) {
            faults.add("events", "are missing, or one is blank");
        }
        faults.throwIfAny();
    }

    private static void writeAll(JsonWriter json, List<String> values) throws IOException {
        json.beginArray();
        for (String value : values) {
            json.value(value);
        }
        json.endArray();
    }

    static final class HoldReply {
        private @Nullable Integer count;
    }

    static final class CheckReply {
        @Json(name = "is_blocked")
        private @Nullable Boolean isBlocked;

        private @Nullable BlockedReply entry;
    }

    static final class BlockedReply {
        private @Nullable String id;

        @Json(name = "phone_number")
        private @Nullable String phoneNumber;

        private @Nullable String reason;

        @Json(name = "created_at")
        private @Nullable String createdAt;
    }

    private static DncEntry entry(BlockedReply blockedReply, PhoneNumber phoneNumber) {
        return new DncEntry(
                orEmpty(blockedReply.id),
                PhoneNumber.tryParse(blockedReply.phoneNumber).orElse(phoneNumber),
                orEmpty(blockedReply.reason),
                Timestamps.parse(blockedReply.createdAt));
    }

    /** The vendor repeats the secret in its answer; it is not read. */
    static final class SubscriptionReply {
        private @Nullable String id;
        private @Nullable String url;
        private @Nullable List<@Nullable String> events;
        private @Nullable String status;

        @Json(name = "created_at")
        private @Nullable String createdAt;
    }
}
