package io.heliograph.wavix;

import io.heliograph.spi.VendorTimes;
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
    static Transaction read(WavixAccountWire.TransactionReply said) {
        return new Transaction(
                WavixWire.text(said.id),
                VendorTimes.parse(said.date),
                said.amount,
                said.balanceAfter,
                WavixWire.text(said.details),
                WavixWire.text(said.status),
                said.type);
    }

    @Override
    public String toString() {
        return "Transaction[" + id + " " + status + ", type " + type + ", "
                + (amount == null ? "?" : amount.toPlainString()) + " USD]";
    }
}
