package io.heliograph.wavix;

import com.squareup.moshi.Json;
import io.heliograph.message.Faults;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes over the wire about an account, field for field as in {@link WavixWire}. */
final class WavixAccountWire {
    private WavixAccountWire() {}

    /** A registered sender. */
    static final class SenderIdReply {
        @Nullable
        String id;

        @Json(name = "sender_id")
        @Nullable
        String senderId;

        @Nullable
        String type;

        @Json(name = "allowlisted_in")
        @Nullable
        List<String> allowlistedIn;

        @Json(name = "usecase")
        @Nullable
        String useCase;

        @Nullable
        List<String> samples;
    }

    /** All registered senders. */
    static final class SenderIdList {
        @Nullable
        List<SenderIdReply> items;
    }

    /** An opt-out in a list, where the number has another name than in the request. */
    static final class OptOutReply {
        @Json(name = "phone_number")
        @Nullable
        String phoneNumber;

        @Json(name = "sender_id")
        @Nullable
        String senderId;

        @Json(name = "campaign_id")
        @Nullable
        String campaignId;

        @Json(name = "created_at")
        @Nullable
        String createdAt;
    }

    /** A page of opt-outs. */
    static final class OptOutList extends WavixPage {
        @Nullable
        List<OptOutReply> items;
    }

    /** A line of the bill; its money is JSON numbers, unlike everywhere else. */
    static final class TransactionReply {
        @Nullable
        String id;

        @Nullable
        String date;

        @Nullable
        BigDecimal amount;

        @Json(name = "balance_after")
        @Nullable
        BigDecimal balanceAfter;

        @Nullable
        String details;

        @Nullable
        String status;

        @Nullable
        Integer type;
    }

    /** A page of the bill. */
    static final class TransactionList extends WavixPage {
        @Json(name = "is_empty")
        @Nullable
        Boolean isEmpty;

        @Nullable
        List<TransactionReply> transactions;
    }

    /** Where something of the account's goes. */
    static final class DestinationReply {
        @Nullable
        String transport;

        @Nullable
        String value;
    }

    /** The account's profile; the rest of it is personal, and isn't read. */
    static final class ProfileReply {
        @Json(name = "default_destinations")
        @Nullable
        List<DestinationReply> destinations;
    }

    /** The URL isn't repeated: it may hold a token. */
    static void checkUrl(String field, @Nullable URI url, Faults faults) {
        if (url != null
                && (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
            faults.add(field, "isn't an absolute http or https URL");
        }
    }
}
