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
 * Changes to a NativeHub account: held messages, the do-not-contact list, webhook subscriptions. Thread-safe; errors
 * are described at {@link NativeHub}.
 */
public final class NativeHubAccount {
    /** The names in the guides and in the webhooks themselves; the reference lists other names too. */
    static final List<String> EVENTS = List.of("dlr", "mo");

    private final VendorApi api;
    private final NativeHubMessages messages;
    private final JsonBinding<HoldReply> holdBinding = JsonBinding.of(HoldReply.class);
    private final JsonBinding<BlockedReply> blockedBinding = JsonBinding.of(BlockedReply.class);
    private final JsonBinding<CheckReply> checkBinding = JsonBinding.of(CheckReply.class);
    private final JsonBinding<SubscriptionReply> subscriptionBinding = JsonBinding.of(SubscriptionReply.class);

    NativeHubAccount(VendorApi api, NativeHubMessages messages) {
        this.api = api;
        this.messages = messages;
    }

    /**
     * Holds scheduled messages. The vendor documents no API call to release them; its console may have one.
     *
     * @return how many are on hold now, if the vendor says so
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
        HoldReply held = response.read(holdBinding);
        return held == null || held.count == null ? OptionalInt.empty() : OptionalInt.of(held.count);
    }

    /** Whether a number is on the account's do-not-contact list. A message to such a number is rejected. */
    public DncCheck checkDnc(PhoneNumber phone) {
        CheckReply check = api.query(api.target("dnc", "check").query("phone", phone.e164()), checkBinding);
        if (check.isBlocked == null && check.entry == null) {
            throw api.unreadable(); // an absent answer isn't consent
        }
        boolean isBlocked = check.isBlocked != null ? check.isBlocked : true;
        return new DncCheck(isBlocked, check.entry == null ? null : entry(check.entry, phone));
    }

    /** Adds a number to the account's do-not-contact list, with an optional reason that other users can read. */
    public DncEntry addDnc(PhoneNumber phone, @Nullable String reason) {
        HttpResponse response = api.change(POST, api.target("dnc"), json -> {
            json.beginObject();
            json.name("phone").value(phone.e164());
            if (reason != null) {
                json.name("reason").value(reason);
            }
            json.endObject();
        });
        BlockedReply added = response.read(blockedBinding);
        return added == null ? new DncEntry("", phone, "", null) : entry(added, phone);
    }

    /** Subscribes a URL to delivery reports ({@code dlr}) and inbound messages ({@code mo}). */
    public Subscription subscribe(URI url, Secret secret) {
        return subscribe(url, EVENTS, secret);
    }

    /**
     * Subscribes a URL to events. A second call may create a second subscription.
     *
     * @param url absolute; in production the vendor accepts https only
     * @param events the vendor's event names: {@code dlr} and {@code mo} in its guides, {@code message.delivered} and
     *     the like in its reference
     * @param secret signs the webhooks; null for unsigned webhooks, which anyone can forge
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
        SubscriptionReply created =
                Objects.requireNonNullElseGet(response.read(subscriptionBinding), SubscriptionReply::new);
        return new Subscription(
                orEmpty(created.id),
                created.url == null ? url.toString() : created.url,
                created.events == null
                        ? events
                        : created.events.stream().filter(Objects::nonNull).toList(),
                orEmpty(created.status),
                Timestamps.parse(created.createdAt));
    }

    private static void check(URI url, List<String> events) {
        Violations violations = new Violations();
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            violations.add("url", "isn't an absolute http or https URL");
        }
        if (events.isEmpty() || events.stream().anyMatch(String::isBlank)) {
            violations.add("events", "are missing, or one is blank");
        }
        violations.throwIfAny();
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

    private static DncEntry entry(BlockedReply blocked, PhoneNumber phoneNumber) {
        return new DncEntry(
                orEmpty(blocked.id),
                PhoneNumber.tryParse(blocked.phoneNumber).orElse(phoneNumber),
                orEmpty(blocked.reason),
                Timestamps.parse(blocked.createdAt));
    }

    /** The response repeats the secret, which isn't read. */
    static final class SubscriptionReply {
        private @Nullable String id;
        private @Nullable String url;
        private @Nullable List<@Nullable String> events;
        private @Nullable String status;

        @Json(name = "created_at")
        private @Nullable String createdAt;
    }
}
