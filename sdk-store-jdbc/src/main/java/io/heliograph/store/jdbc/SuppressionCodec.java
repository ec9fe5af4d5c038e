package io.heliograph.store.jdbc;

import io.heliograph.message.PhoneNumber;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.suppression.RecipientSuppressions;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.suppression.SuppressionRemoval;
import java.time.Instant;

/** Writes the suppressions of a recipient for their column and reads them back. Immutable and thread-safe. */
final class SuppressionCodec {
    private final StoreKey key;

    SuppressionCodec(StoreKey key) {
        this.key = key;
    }

    String write(RecipientSuppressions suppressions) {
        return DocumentWriter.write(key, out -> {
            out.list("held", suppressions.held(), (fields, held) -> {
                fields.sender("sender", held.sender());
                fields.plain("reason", held.reason());
                fields.plain("provider", held.provider());
                fields.plain("since", held.since());
                fields.plain("until", held.until());
            });
            out.list("removals", suppressions.removals(), (fields, removal) -> {
                fields.flag("everySender", removal.everySender());
                fields.sender("sender", removal.sender());
                fields.plain("at", removal.at());
            });
        });
    }

    RecipientSuppressions read(PhoneNumber recipient, String json) {
        Document document = Document.read(key, json);
        return new RecipientSuppressions(
                document.list(
                        "held",
                        held -> new Suppression(
                                recipient,
                                held.sender("sender"),
                                held.required("reason", SuppressionReason::valueOf),
                                held.text("provider"),
                                held.required("since", Instant::parse),
                                held.value("until", Instant::parse))),
                document.list(
                        "removals",
                        removal -> new SuppressionRemoval(
                                removal.flag("everySender"),
                                removal.sender("sender"),
                                removal.required("at", Instant::parse))));
    }
}
