package io.heliograph.tracking;

import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.outcome.PackedValues;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import java.util.Optional;

/** Packs reports into few bytes, without their message's id. All fields are read as they were written. Thread-safe. */
final class PackedReports {
    private static final ReportSource[] SOURCES = ReportSource.values();

    private static final int RECIPIENTS = 1;
    private static final int PARTS = 1 << 1;
    private static final int RAW_STATUS = 1 << 2;
    private static final int PRICE = 1 << 3;
    private static final int OCCURRED = 1 << 4;
    private static final int FAILURE = 1 << 5;
    private static final int RECIPIENT = 1 << 6;
    private static final int PART = 1 << 7;
    private static final int UNNUMBERED = 1 << 8;
    private static final int EVENT = 1 << 9;
    private static final int KEY = 1 << 10;
    private static final int PART_OF = 1 << 11;
    private static final int FEES = 1 << 12;
    private static final int TAG = 1 << 13;

    private PackedReports() {}

    static void write(PackedWriter to, StatusReport report) {
        int flags = flags(report);
        to.number(flags);
        PackedValues.write(to, report.status());
        to.constant(report.source());
        to.instant(report.receivedAt());
        number(to, flags, RECIPIENTS, report.recipients());
        number(to, flags, PART, report.part());
        number(to, flags, PARTS, report.parts());
        if (has(flags, RAW_STATUS)) {
            to.word(report.rawStatus());
        }
        if (has(flags, EVENT)) {
            to.text(report.eventId());
        }
        if (has(flags, TAG)) {
            to.text(report.tag());
        }
        report.price().ifPresent(price -> PackedValues.write(to, price));
        report.fees().ifPresent(fees -> PackedValues.write(to, fees));
        report.occurredAt().ifPresent(to::instant);
        report.failure().ifPresent(failure -> PackedValues.write(to, failure));
        report.recipient().ifPresent(recipient -> to.text(recipient.e164()));
        report.key().ifPresent(key -> to.text(key.value()));
        report.partOf().ifPresent(partOf -> write(to, partOf));
    }

    private static int flags(StatusReport report) {
        return flag(report.recipients() != 0, RECIPIENTS)
                | flag(report.parts() != 0, PARTS)
                | flag(!report.rawStatus().isEmpty(), RAW_STATUS)
                | flag(report.price(), PRICE)
                | flag(report.occurredAt(), OCCURRED)
                | flag(report.failure(), FAILURE)
                | flag(report.recipient(), RECIPIENT)
                | flag(report.part() != 0, PART)
                | flag(report.isOfUnnumberedPart(), UNNUMBERED)
                | flag(!report.eventId().isEmpty(), EVENT)
                | flag(report.key(), KEY)
                | flag(report.partOf(), PART_OF)
                | flag(report.fees(), FEES)
                | flag(!report.tag().isEmpty(), TAG);
    }

    private static int flag(Optional<?> field, int flag) {
        return flag(field.isPresent(), flag);
    }

    private static int flag(boolean present, int flag) {
        return present ? flag : 0;
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static void number(PackedWriter to, int flags, int flag, int number) {
        if (has(flags, flag)) {
            to.number(number);
        }
    }

    private static void write(PackedWriter to, PartOf partOf) {
        PackedValues.write(to, partOf.message());
        to.number(partOf.part());
        to.number(partOf.parts());
    }

    static StatusReport read(PackedReader from, MessageId id) {
        int flags = from.count();
        StatusReport.Builder report =
                StatusReport.of(id, PackedValues.readStatus(from), from.constant(SOURCES), from.instant());
        report.recipients(has(flags, RECIPIENTS) ? from.count() : 0);
        if (has(flags, PART)) {
            report.part(from.count(), 0);
        }
        report.parts(has(flags, PARTS) ? from.count() : 0);
        if (has(flags, UNNUMBERED)) {
            report.unnumberedPart();
        }
        return report.rawStatus(has(flags, RAW_STATUS) ? from.text() : null)
                .eventId(has(flags, EVENT) ? from.text() : null)
                .tag(has(flags, TAG) ? from.text() : null)
                .price(has(flags, PRICE) ? PackedValues.readMoney(from) : null)
                .fees(has(flags, FEES) ? PackedValues.readMoney(from) : null)
                .occurredAt(has(flags, OCCURRED) ? from.instant() : null)
                .failure(has(flags, FAILURE) ? PackedValues.readFailure(from) : null)
                .recipient(has(flags, RECIPIENT) ? PhoneNumber.of(from.text()) : null)
                .key(has(flags, KEY) ? IdempotencyKey.of(from.text()) : null)
                .partOf(has(flags, PART_OF) ? readPartOf(from) : null)
                .build();
    }

    private static PartOf readPartOf(PackedReader from) {
        return new PartOf(PackedValues.readId(from), from.count(), from.count());
    }
}
