package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.spi.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: one line of the account's bill, in USD. {@code toString} hides the details, which hold phone numbers.
 *
 * @param id the vendor's id; empty if missing
 * @param date the time; null if missing or unreadable
 * @param amount negative if it lowers the balance; null if it isn't a number
 * @param balanceAfter the balance after the transaction; null if it isn't a number
 * @param details the vendor's text
 * @param status the vendor's value: {@code Created}, {@code Pending}, {@code Committed} or {@code Reverted}
 * @param type the vendor's type: 15 and 39 outbound SMS and MMS, 24 and 40 inbound, 52 to 55 carrier fees, 57 to 60
 *     segments; null if it isn't a number
 * @param showInvoice whether the vendor shows an invoice for it; null if missing
 * @param rawJson the vendor's JSON for it
 */
public record Transaction(
        String id,
        @Nullable Instant date,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal balanceAfter,
        String details,
        String status,
        @Nullable Integer type,
        @Nullable Boolean showInvoice,
        String rawJson) {
    @Override
    public String toString() {
        return "Transaction[" + id + " " + status + ", type " + type + ", "
                + (amount == null ? "?" : amount.toPlainString()) + " USD]";
    }

    /** A transaction on the wire; its amounts are JSON numbers, unlike everywhere else. */
    static final class Reply {
        private @Nullable String id;
        private @Nullable String date;
        private @Nullable BigDecimal amount;

        @Json(name = "balance_after")
        private @Nullable BigDecimal balanceAfter;

        private @Nullable String details;
        private @Nullable String status;
        private @Nullable Integer type;

        @Json(name = "show_invoice")
        private @Nullable Boolean showInvoice;

        Transaction transaction(String rawJson) {
            return new Transaction(
                    orEmpty(id),
                    Timestamps.parse(date),
                    amount,
                    balanceAfter,
                    orEmpty(details),
                    orEmpty(status),
                    type,
                    showInvoice,
                    rawJson);
        }
    }
}
