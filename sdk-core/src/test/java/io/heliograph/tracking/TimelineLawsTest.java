package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.testing.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties of the merge: order and repetition have no effect, and a status never goes back. */
class TimelineLawsTest {
    private static final int RUNS = 3_000;
    private static final MessageId ID = new MessageId("wavix", "m-1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<PhoneNumber> NUMBERS =
            List.of(PhoneNumber.of("+66812345678"), PhoneNumber.of("+66812345679"));

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static StatusReport report(Random random) {
        Status status = pick(random, Status.values());
        StatusReport.Builder report =
                StatusReport.of(ID, status, pick(random, ReportSource.values()), NOON.plusSeconds(random.nextInt(4)));
        if (random.nextInt(3) > 0) {
            report.recipient(NUMBERS.get(random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            report.part(1 + random.nextInt(3), random.nextInt(4));
        } else if (random.nextInt(3) == 0) {
            report.unnumberedPart().parts(random.nextInt(3));
        }
        report.recipients(random.nextInt(3));
        if (status.isFailure() && random.nextBoolean()) {
            report.failure(Failure.of(pick(random, ErrorType.values()), "no"));
        }
        if (random.nextBoolean()) {
            report.occurredAt(NOON.minusSeconds(random.nextInt(3)));
        }
        return report.eventId(random.nextBoolean() ? "" : "e-" + random.nextInt(3))
                .build();
    }

    private static List<StatusReport> reports(Random random) {
        List<StatusReport> reports = new ArrayList<>();
        for (int left = random.nextInt(14); left > 0; left--) {
            reports.add(report(random));
        }
        return reports;
    }

    private static Timeline timeline(List<StatusReport> reports) {
        Timeline timeline = Timeline.of(ID);
        for (StatusReport report : reports) {
            timeline = timeline.with(report);
        }
        return timeline;
    }

    /** All values of a timeline, with the first times of its reports. */
    private static List<Object> all(Timeline timeline) {
        List<Object> all = new ArrayList<>();
        all.add(timeline.status());
        all.add(timeline.recipients());
        all.add(timeline.parts(null));
        NUMBERS.forEach(number -> all.add(timeline.parts(number)));
        all.add(timeline.failure().map(Failure::toString));
        timeline.reports()
                .forEach(
                        report -> all.add(report + " " + report.receivedAt() + report.occurredAt() + report.eventId()));
        return all;
    }

    @Test
    void order_and_repetition_change_nothing() {
        Property.check(RUNS, random -> {
            List<StatusReport> reports = reports(random);
            List<StatusReport> shuffled = new ArrayList<>(reports);
            for (int again = reports.isEmpty() ? 0 : random.nextInt(5); again > 0; again--) {
                shuffled.add(reports.get(random.nextInt(reports.size())));
            }
            Collections.shuffle(shuffled, random);
            List<StatusReport> sorted = new ArrayList<>(reports);
            sorted.sort(StatusReport.BY_CONTENT);

            assertThat(all(timeline(shuffled))).isEqualTo(all(timeline(sorted)));
        });
    }

    @Test
    void no_prefix_ever_goes_back() {
        Property.check(RUNS, random -> {
            Timeline before = Timeline.of(ID);
            for (StatusReport report : reports(random)) {
                Timeline after = before.with(report);
                assertForward(before.status(), after.status());
                before.recipients()
                        .forEach((number, status) ->
                                assertForward(status, after.recipients().getOrDefault(number, Status.UNKNOWN)));
                assertPartsForward(before, after, null);
                for (PhoneNumber number : NUMBERS) {
                    assertPartsForward(before, after, number);
                }
                before = after;
            }
        });
    }

    private static void assertPartsForward(Timeline before, Timeline after, @Nullable PhoneNumber number) {
        before.parts(number)
                .forEach((part, status) ->
                        assertForward(status, after.parts(number).getOrDefault(part, Status.UNKNOWN)));
    }

    private static void assertForward(Status before, Status after) {
        assertThat(StatusRank.of(after)).as("%s after %s", after, before).isGreaterThanOrEqualTo(StatusRank.of(before));
        assertThat(after.isFinal() || !before.isFinal())
                .as("%s stays final, and is %s", before, after)
                .isTrue();
    }

    @Test
    void merging_is_associative_commutative_and_idempotent() {
        Property.check(RUNS, random -> {
            Timeline a = timeline(reports(random));
            Timeline b = timeline(reports(random));
            Timeline c = timeline(reports(random));

            assertThat(all(a.merge(b))).isEqualTo(all(b.merge(a)));
            assertThat(all(a.merge(b).merge(c))).isEqualTo(all(a.merge(b.merge(c))));
            assertThat(all(a.merge(a))).isEqualTo(all(a));
            assertThat(all(a.merge(Timeline.of(ID)))).isEqualTo(all(a));
        });
    }

    @Test
    void merging_is_the_same_as_report_by_report() {
        Property.check(RUNS, random -> {
            List<StatusReport> some = reports(random);
            List<StatusReport> others = reports(random);
            List<StatusReport> both = new ArrayList<>(some);
            both.addAll(others);

            assertThat(all(timeline(some).merge(timeline(others)))).isEqualTo(all(timeline(both)));
        });
    }

    /**
     * The life of a message to some recipients in some parts, each of which has reports in transit and at the end, by
     * reports from different sources; the first is the receipt.
     */
    private static List<StatusReport> life(Random random) {
        int recipients = 1 + random.nextInt(2);
        int parts = 1 + random.nextInt(3);
        List<StatusReport> life = new ArrayList<>();
        life.add(StatusReport.of(ID, Status.QUEUED, ReportSource.RECEIPT, NOON)
                .recipients(recipients)
                .build());
        for (PhoneNumber number : NUMBERS.subList(0, recipients)) {
            for (int part = 1; part <= parts; part++) {
                List<Status> statuses = new ArrayList<>(List.of(Status.QUEUED, Status.SUBMITTED, Status.SENT));
                statuses.add(pick(
                        random,
                        new Status[] {Status.DELIVERED, Status.UNDELIVERED, Status.EXPIRED, Status.UNCONFIRMED}));
                for (Status status : statuses) {
                    life.add(StatusReport.of(
                                    ID, status, pick(random, ReportSource.values()), NOON.plusSeconds(life.size()))
                            .recipient(number)
                            .recipients(recipients)
                            .part(part, parts)
                            .build());
                }
            }
        }
        return life;
    }

    @Test
    void whatever_is_lost_on_the_way_the_end_is_the_same_for_the_whole_each_recipient_and_each_part() {
        Property.check(RUNS, random -> {
            List<StatusReport> life = life(random);
            List<StatusReport> statusReports = new ArrayList<>();
            for (StatusReport report : life) {
                boolean lost = !report.status().isFinal() && random.nextInt(3) > 0;
                for (int times = lost ? 0 : 1 + random.nextInt(3); times > 0; times--) {
                    statusReports.add(report);
                }
            }
            Collections.shuffle(statusReports, random);
            Timeline whole = timeline(life);
            Timeline partial = timeline(statusReports);

            assertThat(partial.isFinal()).isTrue();
            assertThat(partial.status()).isEqualTo(whole.status());
            assertThat(partial.recipients()).isEqualTo(whole.recipients());
            NUMBERS.forEach(number -> assertThat(partial.parts(number)).isEqualTo(whole.parts(number)));
        });
    }

    @Test
    void parts_are_delivered_together_and_fail_alone() {
        Property.check(RUNS, random -> {
            int parts = 2 + random.nextInt(4);
            List<StatusReport> reports = new ArrayList<>();
            int failed = 0;
            int delivered = 0;
            for (int part = 1; part <= parts; part++) {
                Status status = pick(random, Status.values());
                failed += status.isFailure() ? 1 : 0;
                delivered += status == Status.DELIVERED ? 1 : 0;
                reports.add(StatusReport.of(ID, status, ReportSource.WEBHOOK, NOON)
                        .part(part, parts)
                        .build());
            }
            Collections.shuffle(reports, random);

            Status status = timeline(reports).status();

            assertThat(status == Status.DELIVERED).isEqualTo(delivered == parts);
            assertThat(status.isFailure()).isEqualTo(failed > 0);
        });
    }
}
