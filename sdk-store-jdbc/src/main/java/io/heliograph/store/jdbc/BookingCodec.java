package io.heliograph.store.jdbc;

import io.heliograph.money.Budget;
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.SpendBooking;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Writes what is counted for a message for its column and reads it back. Immutable and thread-safe. */
final class BookingCodec {
    private final StoreKey key;

    BookingCodec(StoreKey key) {
        this.key = key;
    }

    String write(SpendBooking booking) {
        return DocumentWriter.write(key, out -> {
            out.plain("day", booking.day());
            out.number("parts", booking.parts());
            out.plain("unitPrice", booking.unitPrice().map(BigDecimal::toPlainString));
            out.flag("byThePart", booking.byThePart());
            out.list("counted", booking.counted(), (fields, amount) -> {
                fields.plain("provider", amount.budget().provider());
                fields.plain("country", amount.budget().country());
                fields.plain("max", amount.budget().max().toPlainString());
                fields.flag("inParts", amount.budget().inParts());
                fields.plain("currency", amount.currency());
                fields.plain("amount", amount.amount().toPlainString());
            });
        });
    }

    SpendBooking read(String json) {
        Document document = Document.read(key, json);
        return new SpendBooking(
                document.required("day", LocalDate::parse),
                document.list("counted", BookingCodec::amount),
                document.number("parts"),
                document.value("unitPrice", BigDecimal::new),
                document.flag("byThePart"));
    }

    private static BudgetAmount amount(Document fields) {
        Budget budget = new Budget(
                fields.text("provider"),
                fields.text("country"),
                fields.required("max", BigDecimal::new),
                fields.flag("inParts"));
        return new BudgetAmount(budget, fields.text("currency"), fields.required("amount", BigDecimal::new));
    }
}
