package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import com.squareup.moshi.Json;
import io.heliograph.spi.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the account's bill, in USD. {@code toString} hides the details, which name numbers.
 *
 * @param id the vendor's id; empty where it gave none
 * @param date when; null where the vendor gave no time that can be read
 * @param amount below 0 where it lowers the balance; null where it isn't a number
 * @param balanceAfter what was left after it; null where it isn't a number
 * @param details the vendor's words
 * @param status the vendor's word: {@code Created}, {@code Pending}, {@code Committed} or {@code Reverted}
 * @param type the vendor's number: 15 and 39 outbound SMS and MMS, 24 and 40 inbound, 52 to 55 carrier fees, 57 to 60
 *     segments; null where it isn't a number
 */
public record Transaction(
        String id,
        @Nullable Instant date,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal balanceAfter,
        String details,
        String status,
        @Nullable Integer type) {
    @Override
    public String toString() {
        return "Transaction[" + id + " " + status + ", type " + type + ", "
                + (amount == null ? "?" : amount.toPlainString()) + " USD]";
    }

    /** A line of the bill on the wire; its money is JSON numbers, unlike everywhere else. */
    static final class Reply {
        private @Nullable String id;
        private @Nullable String date;
        private @Nullable BigDecimal amount;

        @Json(name = "balance_after")
        private @Nullable BigDecimal balanceAfter;

        private @Nullable String details;
        private @Nullable String status;
        private @Nullable Integer type;

        Transaction transaction() {
            return new Transaction(
                    orEmpty(id), Timestamps.parse(date), amount, balanceAfter, orEmpty(details), orEmpty(status), type);
        }
    }
}
