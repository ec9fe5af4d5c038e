package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.testing.Property;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The price, the fees and the segments of a message, by its reports. */
class ChargeTest {
    private static final MessageId ID = new MessageId("wavix", "m-1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PhoneNumber NUMBER = PhoneNumber.of("+66812345678");

    private static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    private static StatusReport.Builder report(Status status) {
        return StatusReport.of(ID, status, ReportSource.WEBHOOK, NOON)
                .recipient(NUMBER)
                .recipients(1);
    }

    private static Charge charge(StatusReport.Builder... reports) {
        Timeline timeline = Timeline.of(ID);
        for (StatusReport.Builder report : reports) {
            timeline = timeline.with(report.build());
        }
        return timeline.charge();
    }

    @Test
    void nothing_is_known_without_a_report() {
        assertThat(charge()).isEqualTo(Charge.unknown());
        assertThat(charge(report(Status.DELIVERED))).isEqualTo(Charge.unknown());
        assertThat(Charge.unknown().price()).isEmpty();
        assertThat(Charge.unknown().segments()).isEmpty();
    }

    @Test
    void the_furthest_report_has_the_price_whenever_it_came() {
        StatusReport.Builder sent = report(Status.SENT).price(usd("0.01")).parts(1);
        StatusReport.Builder delivered =
                report(Status.DELIVERED).price(usd("0.02")).fees(usd("0.003")).parts(2);

        for (Charge charge : List.of(charge(sent, delivered), charge(delivered, sent, sent))) {
            assertThat(charge.price()).contains(usd("0.02"));
            assertThat(charge.fees()).contains(usd("0.003"));
            assertThat(charge.segments()).hasValue(2);
            assertThat(charge.isFinal()).isTrue();
        }
        assertThat(charge(sent).isFinal()).isFalse();
    }

    @Test
    void a_final_report_without_a_price_leaves_the_one_before() {
        Charge charge = charge(report(Status.SENT).price(usd("0.01")), report(Status.DELIVERED));

        assertThat(charge.price()).contains(usd("0.01"));
        assertThat(charge.isFinal()).isFalse();
    }

    @Test
    void nothing_at_first_is_not_yet_charged_and_nothing_at_the_end_is_free() {
        assertThat(charge(report(Status.QUEUED).price(usd("0.0")).fees(usd("0")))
                        .price())
                .isEmpty();
        assertThat(charge(
                                report(Status.QUEUED).price(usd("0.0")),
                                report(Status.REJECTED).price(usd("0.0")))
                        .price())
                .contains(usd("0.0"));
    }

    @Test
    void a_report_about_one_of_several_is_not_the_price_of_all() {
        assertThat(charge(report(Status.DELIVERED).part(1, 3).price(usd("0.01"))))
                .isEqualTo(Charge.unknown());
        assertThat(charge(report(Status.DELIVERED).unnumberedPart().price(usd("0.01"))))
                .isEqualTo(Charge.unknown());
        assertThat(charge(report(Status.DELIVERED).recipients(3).price(usd("0.01"))))
                .isEqualTo(Charge.unknown());
    }

    @Test
    void a_receipt_or_a_query_has_the_price_of_its_message() {
        Message message = Message.builder(ID, Status.DELIVERED)
                .to(NUMBER)
                .segments(2)
                .price(usd("0.05"))
                .fees(usd("0.01"))
                .tag("Fall sale")
                .build();

        List<StatusReport> reports = StatusReport.of(message, ReportSource.POLL, NOON);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.price()).contains(usd("0.05"));
            assertThat(report.fees()).contains(usd("0.01"));
            assertThat(report.tag()).isEqualTo("Fall sale");
        });
        assertThat(Timeline.of(ID).with(reports.get(0)).charge())
                .hasToString("Charge[0.05 USD, fees 0.01 USD, segments 2, final]");
    }

    @Test
    void any_order_and_repetition_of_reports_gives_one_charge() {
        Property.check(3_000, random -> {
            List<StatusReport> reports = new ArrayList<>();
            for (int left = 1 + random.nextInt(8); left > 0; left--) {
                reports.add(random(random));
            }
            List<StatusReport> again = new ArrayList<>(reports);
            for (int more = random.nextInt(5); more > 0; more--) {
                again.add(reports.get(random.nextInt(reports.size())));
            }
            Collections.shuffle(again, random);
            int cut = random.nextInt(again.size() + 1);
            Timeline some = timeline(again.subList(0, cut));
            Timeline others = timeline(again.subList(cut, again.size()));

            Charge charge = timeline(reports).charge();
            assertThat(timeline(again).charge()).isEqualTo(charge).hasToString(charge.toString());
            assertThat(some.merge(others).charge()).isEqualTo(charge);
            assertThat(some.charge().merge(others.charge())).isEqualTo(charge);
            assertThat(others.charge().merge(some.charge())).isEqualTo(charge);
        });
    }

    private static Timeline timeline(List<StatusReport> reports) {
        Timeline timeline = Timeline.of(ID);
        for (StatusReport report : reports) {
            timeline = timeline.with(report);
        }
        return timeline;
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static StatusReport random(Random random) {
        StatusReport.Builder report = report(pick(random, Status.values()));
        if (random.nextBoolean()) {
            report.price(new Money(
                    new BigDecimal(random.nextInt(3)).movePointLeft(2), random.nextInt(5) == 0 ? "EUR" : "USD"));
        }
        if (random.nextBoolean()) {
            report.fees(usd("0.00" + random.nextInt(3)));
        }
        return report.parts(random.nextInt(4)).build();
    }

    @Test
    void the_tracker_tells_of_a_new_price_once_also_where_the_status_stays() {
        MessageTracker tracker = new MessageTracker(new MemoryTimelineStore());
        List<String> changes = new ArrayList<>();
        tracker.listen(new TimelineListener() {
            @Override
            public void changed(Timeline before, Timeline after) {
                changes.add(before.status() + " to " + after.status());
            }

            @Override
            public void chargeChanged(Timeline before, Timeline after) {
                changes.add(before.charge() + " to " + after.charge());
            }
        });

        tracker.add(report(Status.DELIVERED).build());
        tracker.add(report(Status.DELIVERED).price(usd("0.02")).build());
        tracker.add(report(Status.DELIVERED).price(usd("0.02")).build());
        tracker.add(report(Status.SENT).price(usd("0.01")).build());

        assertThat(changes).containsExactly("UNKNOWN to DELIVERED", "Charge[?] to Charge[0.02 USD, final]");
    }

    @Test
    void a_delivery_by_two_providers_costs_both() {
        DeliveryResult.Send first = send("wavix", Status.UNDELIVERED, usd("0.02"));
        DeliveryResult.Send second = send("androidgateway", Status.DELIVERED, usd("0.01"));

        assertThat(DeliveryResult.once(first, "it ended").price()).contains(usd("0.02"));
        assertThat(DeliveryResult.twice(first, second).price()).contains(usd("0.03"));
        assertThat(DeliveryResult.twice(first, send("androidgateway", Status.DELIVERED, null))
                        .price())
                .as("one price isn't known")
                .isEmpty();
        assertThat(DeliveryResult.twice(first, send("thaibulk", Status.DELIVERED, new Money(BigDecimal.ONE, "THB")))
                        .price())
                .isEmpty();
        assertThat(second.charge().isFinal()).isTrue();
    }

    private static DeliveryResult.Send send(String provider, Status status, @Nullable Money price) {
        MessageId id = new MessageId(provider, "m-1");
        SendOutcome outcome = new SendOutcome.Accepted(
                Message.builder(id, Status.QUEUED).build(), IdempotencyKey.of("key-1"), List.of());
        StatusReport report = StatusReport.of(id, status, ReportSource.WEBHOOK, NOON)
                .price(price)
                .build();
        AwaitResult awaited = new AwaitResult(Timeline.of(id).with(report), AwaitResult.Reason.FINAL, null);
        return new DeliveryResult.Send(outcome, Optional.of(awaited));
    }

    /** A store must merge what comes later with it as if it had never been written. */
    @Test
    void a_charge_that_was_stored_merges_as_before() {
        List<Charge> charges = List.of(
                Charge.unknown(),
                charge(report(Status.SENT).price(usd("0.0100"))),
                charge(report(Status.DELIVERED).fees(usd("0.003")).parts(2)),
                charge(report(Status.QUEUED).parts(3)),
                charge(report(Status.DELIVERED).price(usd("-0.01")).fees(usd("1E+3"))));
        for (Charge charge : charges) {
            Charge read = Charge.decode(charge.encoded());
            assertThat(read).isEqualTo(charge);
            assertThat(read.encoded()).isEqualTo(charge.encoded());
            for (Charge other : charges) {
                assertThat(read.merge(other)).isEqualTo(charge.merge(other));
                assertThat(other.merge(read)).isEqualTo(other.merge(charge));
            }
        }
        assertThatThrownBy(() -> Charge.decode("0.01 USD")).isInstanceOf(IllegalArgumentException.class);
    }
}
