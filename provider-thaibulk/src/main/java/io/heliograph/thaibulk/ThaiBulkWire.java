package io.heliograph.thaibulk;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wire format. Requests are field for field as in me-sms.com/en/api-docs and v2.me-sms.com/zh/api-docs of
 * 2026-11-20. Of the responses' fields these pages publish only {@code uuid}, {@code drSummary}, {@code nextCursor},
 * {@code hasMore}, {@code summary} and {@code status}, so the others are read under each likely name.
 */
final class ThaiBulkWire {
    /** Always with seconds: {@code OffsetDateTime.toString} omits zeros. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    private ThaiBulkWire() {}

    /** The numbers are last, so that {@link ManyNumbersBody} can add millions of them. */
    static void writeSend(
            JsonWriter json, SendRequest request, @Nullable Sender sender, Collection<PhoneNumber> recipients)
            throws IOException {
        json.beginObject();
        json.name("sender").value(sender == null ? null : sender.value());
        json.name("content").value(request.text());
        writeTime(json, request.sendAt().orElse(null));
        writeNumbers(json, recipients);
        json.endObject();
    }

    static void writeCampaign(JsonWriter json, Campaign campaign, Sender sender, boolean dryRun) throws IOException {
        json.beginObject();
        json.name("sender").value(sender.value());
        writeContentAndTarget(json, campaign);
        writeTime(json, campaign.sendAt().orElse(null));
        if (dryRun) {
            json.name("dryRun").value(true);
        }
        json.endObject();
    }

    /** A preview has neither sender nor time. */
    static void writePreview(JsonWriter json, Campaign campaign) throws IOException {
        json.beginObject();
        writeContentAndTarget(json, campaign);
        json.endObject();
    }

    private static void writeContentAndTarget(JsonWriter json, Campaign campaign) throws IOException {
        if (campaign.text() != null) {
            json.name("content").value(campaign.text());
        } else {
            json.name("templateId").value(campaign.templateId());
        }
        if (!campaign.variables().isEmpty()) {
            json.name("variables").beginObject();
            for (Map.Entry<String, String> variable : campaign.variables().entrySet()) {
                json.name(variable.getKey()).value(variable.getValue());
            }
            json.endObject();
        }
        if (campaign.numbers().isEmpty()) {
            json.name("contactGroupId").value(campaign.contactGroupId());
        } else {
            writeNumbers(json, campaign.numbers());
        }
    }

    private static void writeNumbers(JsonWriter json, Collection<PhoneNumber> numbers) throws IOException {
        json.name("msisdns").beginArray();
        for (PhoneNumber number : numbers) {
            json.value(number.digits()); // a plus isn't a documented format
        }
        json.endArray();
    }

    private static void writeTime(JsonWriter json, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.name("scheduledTime").value(TIME.format(time));
        }
    }

    /** The status of the whole message: {@code sent} doesn't prove delivery. */
    static Status messageStatus(@Nullable String word) {
        return switch (orEmpty(word).toLowerCase(Locale.ROOT)) {
            case "pending" -> Status.QUEUED;
            case "scheduled" -> Status.SCHEDULED;
            case "sent" -> Status.SENT;
            case "failed" -> Status.FAILED;
            case "cancelled" -> Status.CANCELLED;
            default -> Status.UNKNOWN;
        };
    }

    /** The status of a recipient: {@code timeout} ends the wait for a delivery report, and isn't a failure. */
    static Status recipientStatus(@Nullable String word) {
        return switch (orEmpty(word).toLowerCase(Locale.ROOT)) {
            case "pending" -> Status.QUEUED;
            case "success" -> Status.DELIVERED;
            case "failed" -> Status.UNDELIVERED;
            case "invalid", "blocked" -> Status.REJECTED;
            case "expired" -> Status.EXPIRED;
            case "timeout" -> Status.UNCONFIRMED;
            default -> Status.UNKNOWN;
        };
    }

    /** The vendor's word for one of its states. */
    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a row is one of those that were asked for: the vendor may ignore a filter. */
    static boolean matches(@Nullable Enum<?> state, @Nullable String word) {
        return state == null || word == null || word.equalsIgnoreCase(state.name());
    }

    /** The first non-null value of the likely names; null if there is none. */
    @SafeVarargs
    static <T> @Nullable T first(@Nullable T... values) {
        for (T value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
