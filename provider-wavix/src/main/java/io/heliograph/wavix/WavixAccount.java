package io.heliograph.wavix;

import static io.heliograph.http.VendorHttp.Method.PATCH;
import static io.heliograph.http.VendorHttp.Method.PUT;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonWriter;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.Balance;
import io.heliograph.message.Violations;
import io.heliograph.spi.VendorApi;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The account's transactions and webhook URLs. Thread-safe; errors are those of {@link Wavix}, and facts are from the
 * vendor's OpenAPI document of 2026-06-30.
 *
 * <p>Wavix signs no webhook: an unguessable part of each URL is the only proof of a call's origin. A message's URL
 * ({@code callbackUrl}) and a number's URL override the account's.
 */
public final class WavixAccount {
    private final VendorApi api;
    private final ResourcePath transactions;
    private final ResourcePath profile;
    private final ResourcePath numbers;
    private final ResourcePath config;
    private final JsonBinding<JsonItem<Transaction.Reply>> transaction = JsonBinding.withJson(Transaction.Reply.class);
    private final JsonBinding<ProfileReply> profileReply = JsonBinding.of(ProfileReply.class);
    private final JsonBinding<ConfigReply> configReply = JsonBinding.of(ConfigReply.class);

    WavixAccount(VendorApi api) {
        this.api = api;
        transactions = api.target("v1", "billing", "transactions");
        profile = api.target("v1", "profile");
        numbers = api.target("v1", "numbers");
        config = api.target("v1", "profile", "config");
    }

    List<Balance> balance(Deadline deadline) {
        BigDecimal balance = api.read(api.get(config, deadline), configReply).balance;
        if (balance == null) {
            throw api.unreadable();
        }
        return List.of(new Balance(balance, "USD"));
    }

    /** The account's settings on the wire; its limits are about calls. */
    static final class ConfigReply {
        private @Nullable BigDecimal balance;
    }

    /** The account's payments and charges; pages are fetched as the stream is read. Needs the scope {@code billing:read}. */
    public Stream<Transaction> transactions(TransactionFilter filter) {
        return WavixPage.stream(api, filter.on(transactions), this::read);
    }

    private List<Transaction> read(HttpResponse response) {
        List<@Nullable JsonItem<Transaction.Reply>> lines = transaction.readList(response.body(), "transactions");
        boolean isEmpty = lines == null && WavixPage.read(api, response).isEmpty();
        return isEmpty ? List.of() : api.items(lines, item -> item.value().transaction(item.json()));
    }

    /** The account's URLs for delivery reports and inbound messages. Needs the scope {@code account:read}. */
    public List<Destination> destinations() {
        List<Destination.@Nullable Reply> destinations = api.query(profile, profileReply).destinations;
        return destinations == null ? List.of() : api.items(destinations, Destination.Reply::destination);
    }

    /** The account's profile; its other fields are personal data, and aren't read. */
    static final class ProfileReply {
        @Json(name = "default_destinations")
        private @Nullable List<Destination.@Nullable Reply> destinations;
    }

    /** Sets the URL of delivery reports, which a message can override. Needs the scope {@code account:write}. */
    public void deliveryReportsTo(URI url) {
        postTo(url, null);
    }

    /** Sets the URL of inbound messages, which a number can override. Needs the scope {@code account:write}. */
    public void inboundTo(URI url) {
        postTo(null, url);
    }

    /** Sets both URLs in one call. */
    public void postTo(@Nullable URI deliveryReports, @Nullable URI inbound) {
        Violations violations = new Violations();
        if (deliveryReports == null && inbound == null) {
            violations.add("url", "is missing; name one for delivery reports, inbound messages or both");
        }
        WavixValidation.url("deliveryReports", deliveryReports, violations);
        WavixValidation.url("inbound", inbound, violations);
        violations.throwIfAny();
        WavixErrors.change(api, PUT, profile, json -> writeUrls(json, deliveryReports, inbound));
    }

    /** Omits a URL that is null; the vendor doesn't document that an omitted field is cleared. */
    private static void writeUrls(JsonWriter json, @Nullable URI deliveryReports, @Nullable URI inbound)
            throws IOException {
        json.beginObject();
        if (deliveryReports != null) {
            json.name("dlr_relay_url").value(deliveryReports.toString());
        }
        if (inbound != null) {
            json.name("sms_relay_url").value(inbound.toString());
        }
        json.endObject();
    }

    /** Changes one of the account's numbers by the vendor's id. Needs the scope {@code numbers:write}. */
    public void updateNumber(long id, PhoneNumberSettings update) {
        WavixErrors.change(api, PATCH, numbers.child(String.valueOf(id)), json -> {
            json.beginObject();
            update.writeFields(json);
            json.endObject();
        });
    }

    /**
     * Changes several numbers in one call; Wavix may apply the change later. Needs the scope {@code numbers:write}.
     */
    public void updateNumbers(List<Long> ids, PhoneNumberSettings update) {
        if (ids.isEmpty()) {
            return;
        }
        WavixErrors.change(api, PATCH, numbers, json -> {
            json.beginObject().name("ids").beginArray();
            for (Long id : ids) {
                json.value(id);
            }
            json.endArray();
            update.writeFields(json);
            json.endObject();
        });
    }
}
