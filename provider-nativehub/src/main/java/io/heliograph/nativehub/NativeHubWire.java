package io.heliograph.nativehub;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON on the wire, field for field as in the vendor's API reference (developers.nativehub.live, 2026-02). The
 * guides use other names: requests follow the reference, and responses are read in both forms.
 */
final class NativeHubWire {
    private static final Pattern COST = Pattern.compile("(\"cost_price\"\\s*:\\s*)\"?[-+.0-9A-Za-z]+\"?");
    private static final Pattern COST_LEFT = Pattern.compile("\"cost_price\"\\s*:\\s*+(?!null)");

    private NativeHubWire() {}

    static void writeSend(JsonWriter json, SendRequest request, @Nullable Sender sender, @Nullable String route)
            throws IOException {
        json.beginObject();
        json.name("to").value(request.to().e164());
        json.name("from").value(sender == null ? null : sender.value());
        json.name("body").value(request.text());
        String ownRoute = request.option(NativeHubOptions.PROVIDER).orElse(route);
        if (ownRoute != null) {
            json.name("provider").value(ownRoute);
        }
        String priority = request.option(NativeHubOptions.PRIORITY)
                .map(NativeHubOptions.PRIORITY::format)
                .orElse(null);
        if (priority != null) {
            json.name("priority").value(priority);
        }
        json.endObject();
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending", "queued" -> Status.QUEUED;
            case "submitted" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "failed" -> Status.FAILED;
            case "rejected" -> Status.REJECTED;
            case "expired" -> Status.EXPIRED;
            default -> Status.UNKNOWN;
        };
    }

    /** The vendor's JSON without its purchase price, which isn't meant for senders; empty if the price can't be removed. */
    static String withoutCost(String json) {
        String cut = COST.matcher(json).replaceAll("$1null");
        return COST_LEFT.matcher(cut).find() ? "" : cut;
    }
}
