package io.heliograph.tracking;

import io.heliograph.message.Failure;
import io.heliograph.message.Money;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The order of {@link StatusReport#BY_CONTENT}; loaded for the first message with two reports, so not for a first send. */
final class ReportOrder {
    static final Comparator<StatusReport> BY_CONTENT = Comparator.comparingInt(
                    (StatusReport report) -> StatusRank.of(report.status()))
            .thenComparing(report -> report.failure().map(ReportOrder::text).orElse(""))
            .thenComparing(report -> report.occurredAt().orElse(null), Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(report ->
                    report.recipient().map(to -> to.canonical().e164()).orElse(""))
            .thenComparingInt(StatusReport::part)
            .thenComparingInt(StatusReport::parts)
            .thenComparing(StatusReport::isOfUnnumberedPart)
            .thenComparingInt(StatusReport::recipients)
            .thenComparing(StatusReport::source)
            .thenComparing(StatusReport::rawStatus)
            .thenComparing(StatusReport::eventId)
            .thenComparing(report -> report.key().map(key -> key.value()).orElse(""))
            .thenComparing(report -> report.partOf().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(report -> amount(report.price()), Comparator.nullsFirst(MoneyOrder.BY_AMOUNT))
            .thenComparing(report -> amount(report.fees()), Comparator.nullsFirst(MoneyOrder.BY_AMOUNT))
            .thenComparing(StatusReport::tag)
            .thenComparing(report -> report.id().provider())
            .thenComparing(report -> report.id().value());

    private ReportOrder() {}

    private static String text(Failure failure) {
        return failure + "\n" + failure.vendorText().orElse("");
    }

    private static @Nullable Money amount(Optional<Money> money) {
        return money.orElse(null);
    }
}
