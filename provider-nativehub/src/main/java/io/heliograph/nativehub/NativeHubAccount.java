package io.heliograph.nativehub;

import static io.heliograph.http.Http.Method.POST;
import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.HttpReply;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Faults;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorTimes;
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
        HttpReply reply = api.change(POST, api.target("messages", "bulk-hold"), json -> {
            json.beginObject().name("ids");
            writeAll(json, ids.stream().map(MessageId::value).toList());
            json.endObject();
        });
        HoldReply said = holdReply.read(reply.body());
        return said == null || said.count == null ? OptionalInt.empty() : OptionalInt.of(said.count);
    }

    /** Whether a number is on the account's do-not-contact list, so that a message to it would be rejected. */
    public DncCheck checkDnc(PhoneNumber phone) {
        CheckReply said = api.query(api.target("dnc", "check").query("phone", phone.e164()), checkReply);
        if (said.isBlocked == null && said.entry == null) {
            throw api.unreadable(); // silence must not be read as a permission
        }
        boolean isBlocked = said.isBlocked != null ? said.isBlocked : true;
        return new DncCheck(isBlocked, said.entry == null ? null : entry(said.entry, phone));
    }

    /** Puts a number on the account's do-not-contact list, with a reason that others can read, or null. */
    public DncEntry addDnc(PhoneNumber phone, @Nullable String reason) {
        HttpReply reply = api.change(POST, api.target("dnc"), json -> {
            json.beginObject();
            json.name("phone").value(phone.e164());
            if (reason != null) {
                json.name("reason").value(reason);
            }
            json.endObject();
        });
        BlockedReply said = blockedReply.read(reply.body());
        return said == null ? new DncEntry("", phone, "", null) : entry(said, phone);
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
        HttpReply reply = api.change(POST, api.target("webhooks", "subscriptions"), json -> {
            json.beginObject();
            json.name("url").value(url.toString());
            json.name("events");
            writeAll(json, events);
            if (secret != null) {
                json.name("secret").value(secret.reveal());
            }
            json.endObject();
        });
        SubscriptionReply said =
                Objects.requireNonNullElseGet(subscriptionReply.read(reply.body()), SubscriptionReply::new);
        return new Subscription(
                orEmpty(said.id),
                said.url == null ? url.toString() : said.url,
                said.events == null
                        ? events
                        : said.events.stream().filter(Objects::nonNull).toList(),
                orEmpty(said.status),
                VendorTimes.parse(said.createdAt));
    }

    private static void check(URI url, List<String> events) {
        Faults faults = new Faults();
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

    private static DncEntry entry(BlockedReply said, PhoneNumber asked) {
        return new DncEntry(
                orEmpty(said.id),
                PhoneNumber.find(said.phoneNumber).orElse(asked),
                orEmpty(said.reason),
                VendorTimes.parse(said.createdAt));
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
