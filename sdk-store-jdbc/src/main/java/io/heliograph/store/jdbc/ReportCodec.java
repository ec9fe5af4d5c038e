package io.heliograph.store.jdbc;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.tracking.PartOf;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.io.IOException;
import java.time.Instant;

/** Writes a status report for its column, without the time of its arrival, and reads it back. Immutable and thread-safe. */
final class ReportCodec {
    private final StoreKey key;

    ReportCodec(StoreKey key) {
        this.key = key;
    }

    String write(StatusReport report) {
        return DocumentWriter.write(key, out -> write(out, report));
    }

    private static void write(DocumentWriter out, StatusReport report) throws IOException {
        out.plain("status", report.status());
        out.plain("source", report.source());
        out.phone("recipient", report.recipient());
        out.number("recipients", report.recipients());
        out.number("part", report.part());
        out.number("parts", report.parts());
        out.flag("unnumberedPart", report.isOfUnnumberedPart());
        out.text("rawStatus", report.rawStatus());
        out.failure("failure", report.failure());
        out.plain("occurredAt", report.occurredAt());
        out.text("eventId", report.eventId());
        out.plain("key", report.key());
        if (report.partOf().isPresent()) {
            PartOf whole = report.partOf().get();
            out.object("partOf", fields -> {
                fields.plain("message", whole.message());
                fields.number("part", whole.part());
                fields.number("parts", whole.parts());
            });
        }
        out.money("price", report.price());
        out.money("fees", report.fees());
        out.text("tag", report.tag());
    }

    /** The keyed hash of a report's content: the same for a report that arrives again. */
    String contentHash(StatusReport report) {
        return key.hash(String.join(
                "\n",
                report.status().name(),
                report.source().name(),
                report.recipient()
                        .map(PhoneNumber::canonical)
                        .map(PhoneNumber::e164)
                        .orElse(""),
                report.recipients() + " " + report.part() + " " + report.parts() + " " + report.isOfUnnumberedPart(),
                quoted(report.rawStatus()),
                quoted(report.failure()
                        .map(failure -> failure + "\n" + failure.vendorText().orElse(""))
                        .orElse("")),
                report.occurredAt().map(Instant::toString).orElse(""),
                quoted(report.eventId()),
                report.key().map(IdempotencyKey::value).orElse(""),
                quoted(report.partOf().map(PartOf::toString).orElse("")),
                report.price().toString() + report.fees(),
                quoted(report.tag())));
    }

    /** A text with its length, so that no two contents look alike. */
    private static String quoted(String text) {
        return text.length() + ":" + text;
    }

    StatusReport read(MessageId id, Instant receivedAt, String json) {
        Document in = Document.read(key, json);
        StatusReport.Builder report = StatusReport.of(
                        id,
                        in.required("status", Status::valueOf),
                        in.required("source", ReportSource::valueOf),
                        receivedAt)
                .recipient(in.phone("recipient"))
                .recipients(in.number("recipients"))
                .rawStatus(in.text("rawStatus"))
                .failure(in.failure("failure"))
                .occurredAt(in.instant("occurredAt"))
                .eventId(in.text("eventId"))
                .key(in.value("key", IdempotencyKey::of).orElse(null))
                .partOf(in.object("partOf")
                        .map(whole -> new PartOf(
                                whole.required("message", MessageId::parse),
                                whole.number("part"),
                                whole.number("parts")))
                        .orElse(null))
                .price(in.money("price"))
                .fees(in.money("fees"))
                .tag(in.text("tag"));
        if (in.number("part") > 0) {
            report.part(in.number("part"), in.number("parts"));
        } else {
            report.parts(in.number("parts"));
        }
        return in.flag("unnumberedPart") ? report.unnumberedPart().build() : report.build();
    }
}
