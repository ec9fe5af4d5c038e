package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the memory store remembers of a message is the timeline that its reports make. */
class RememberedReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000000001Z");

    private final ManualClock clock = new ManualClock();

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static @Nullable Money money(Random random) {
        return random.nextBoolean() ? null : new Money(BigDecimal.valueOf(random.nextInt(9) - 4, 2), "USD");
    }

    private static @Nullable Failure failure(Random random) {
        return random.nextBoolean()
                ? null
                : Failure.builder(pick(random, ErrorType.values()), "no")
                        .vendorText("รหัส")
                        .build();
    }

    private static StatusReport report(Random random, MessageId id) {
        StatusReport.Builder report = StatusReport.of(
                        id,
                        pick(random, Status.values()),
                        pick(random, ReportSource.values()),
                        NOON.plusNanos(random.nextInt()))
                .recipients(random.nextInt(4))
                .rawStatus(pick(random, new String[] {null, "", "ok", "zugestellt ✓"}))
                .failure(failure(random))
                .occurredAt(random.nextBoolean() ? null : NOON.minusSeconds(random.nextInt(1_000)))
                .eventId(random.nextBoolean() ? null : "e-" + random.nextInt(9))
                .key(random.nextBoolean() ? null : IdempotencyKey.of("order-" + random.nextInt(9)))
                .price(money(random))
                .fees(money(random))
                .tag(random.nextBoolean() ? null : "spring");
        if (random.nextBoolean()) {
            report.recipient(PhoneNumber.of("+6681234567" + random.nextInt(10)));
        }
        if (random.nextInt(4) == 0) {
            report.partOf(new PartOf(new MessageId("wavix", "whole"), 1 + random.nextInt(2), 2));
        }
        switch (random.nextInt(4)) {
            case 0 -> report.part(1 + random.nextInt(3), random.nextInt(5));
            case 1 -> report.part(1 + random.nextInt(3), 3).parts(random.nextInt(3));
            case 2 -> report.parts(random.nextInt(300));
            default -> report.unnumberedPart().parts(random.nextInt(4));
        }
        return report.build();
    }

    private static void assertSame(Timeline timeline, Timeline expected) {
        assertThat(timeline.reports()).hasSameSizeAs(expected.reports());
        for (int i = 0; i < expected.reports().size(); i++) {
            StatusReport report = timeline.reports().get(i);
            assertThat(report.sameContentAs(expected.reports().get(i))).isTrue();
            assertThat(report.receivedAt()).isEqualTo(expected.reports().get(i).receivedAt());
        }
        assertThat(timeline.sameStateAs(expected)).isTrue();
        assertThat(timeline.partOf()).isEqualTo(expected.partOf());
        assertThat(timeline.charge()).isEqualTo(expected.charge());
        assertThat(timeline.failure()).isEqualTo(expected.failure());
        assertThat(timeline.recipients()).isEqualTo(expected.recipients());
        assertThat(timeline).hasToString(expected.toString());
    }

    @Test
    void a_timeline_is_that_of_all_its_reports_however_many() {
        MemoryTimelineStore store = new MemoryTimelineStore(10_000, Duration.ofDays(3), clock);
        Property.check(200, random -> {
            MessageId id = new MessageId("wavix", "m-" + random.nextLong());
            Timeline expected = Timeline.of(id);
            for (int left = 1 + random.nextInt(random.nextInt(20) == 0 ? 100 : 6); left > 0; left--) {
                StatusReport report = report(random, id);
                TimelineStore.Update update = store.add(report);
                assertSame(update.before(), expected);
                expected = expected.with(report);
                assertSame(update.after(), expected);
            }
            assertSame(store.find(id).orElseThrow(), expected);
        });
    }
}
