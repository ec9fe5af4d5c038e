package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.BulkRequest;
import io.heliograph.message.Credits;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.money.Budget;
import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.SendResult;
import io.heliograph.testing.Property;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The vendor's charge replaces what the budgets had counted by the estimate. */
class SpendChargeTest {
    private static final PriceTable PRICES = PriceTable.parse("first, TH, USD, 0.02");

    private final TestTiming world = new TestTiming();
    private final AtomicInteger ids = new AtomicInteger();
    private Consumer<MessageId> beforeTheSendEnds = id -> {};
    private final FakeProvider first = FakeProvider.of("first", (request, context) -> {
        MessageId id = new MessageId("first", "m-" + ids.incrementAndGet());
        beforeTheSendEnds.accept(id);
        return new SendResult.Accepted(Message.builder(id, Status.QUEUED).build());
    });

    private SmsClient client(String... budgets) {
        SpendLimits.Builder limits = SpendLimits.builder();
        for (String budget : budgets) {
            limits.budget(Budget.parse(budget));
        }
        return Sends.client(world, first).prices(PRICES).spend(limits.build()).build();
    }

    private static MessageId send(SmsClient client) {
        return Sends.accepted(
                        client.trySend(SendRequest.to("+66812345678").text("x").build()))
                .id();
    }

    private StatusReport report(MessageId id, Status status, String price, String currency, int segments) {
        return StatusReport.of(id, status, ReportSource.WEBHOOK, world.clock().instant())
                .price(price.isEmpty() ? null : new Money(new BigDecimal(price), currency))
                .parts(segments)
                .build();
    }

    private StatusReport report(MessageId id, Status status, String price) {
        return report(id, status, price, "USD", 0);
    }

    /** How many segments more the budget takes, by the prices of the table. */
    private static int left(SmsClient client) {
        int low = 0;
        for (int parts = 1; parts <= 60; parts++) {
            SendRequest request = SendRequest.to("+66812345678")
                    .text("x".repeat(parts == 1 ? 1 : 153 * parts))
                    .build();
            if (client.plan(request).providers().isEmpty()) {
                break;
            }
            low = parts;
        }
        return low;
    }

    @Test
    void a_final_price_counts_instead_of_the_estimate() {
        try (SmsClient client = client("* * 0.20")) {
            MessageId id = send(client);
            assertThat(left(client)).isEqualTo(9);

            client.tracker().add(report(id, Status.DELIVERED, "0.10"));
            assertThat(left(client)).isEqualTo(5);
        }
    }

    @Test
    void a_cheaper_or_free_message_gives_back_what_it_did_not_cost() {
        try (SmsClient client = client("* * 0.20")) {
            MessageId id = send(client);

            client.tracker().add(report(id, Status.QUEUED, "0.0"));
            assertThat(left(client)).as("not charged yet").isEqualTo(9);
            client.tracker().add(report(id, Status.REJECTED, "0.0"));
            assertThat(left(client)).isEqualTo(10);
        }
    }

    @Test
    void the_vendors_segments_count_where_the_report_has_no_price_in_this_currency() {
        try (SmsClient client = client("* * 0.20", "* TH 12 parts")) {
            MessageId id = send(client);
            client.tracker().add(report(id, Status.DELIVERED, "900", "THB", 4));
            assertThat(left(client)).as("0.12 USD and 8 parts").isEqualTo(6);

            MessageId other = send(client);
            client.tracker().add(report(other, Status.SENT, "", "USD", 2));
            assertThat(left(client)).as("0.08 USD and 6 parts").isEqualTo(4);
        }
    }

    @Test
    void a_budget_that_the_message_is_not_for_stays() {
        try (SmsClient client = client("* US 0.05", "* * 0.20")) {
            MessageId id = send(client);
            client.tracker().add(report(id, Status.DELIVERED, "0.10"));

            SendRequest american = SendRequest.to("+14155550123").text("x").build();
            assertThat(client.plan(american).excluded().toString()).doesNotContain("day's budget");
            assertThat(left(client)).isEqualTo(5);
        }
    }

    @Test
    void a_charge_that_comes_before_the_send_has_ended_counts() {
        try (SmsClient client = client("* * 0.20")) {
            beforeTheSendEnds = id -> client.tracker().add(report(id, Status.DELIVERED, "0.10"));
            send(client);

            assertThat(left(client)).isEqualTo(5);
        }
    }

    @Test
    void a_charge_of_another_process_or_of_yesterday_takes_nothing_from_today() {
        try (SmsClient client = client("* * 0.20")) {
            MessageId id = send(client);
            client.tracker().add(report(new MessageId("first", "elsewhere"), Status.DELIVERED, "0.10"));
            assertThat(left(client)).isEqualTo(9);

            world.passes(Duration.ofDays(1));
            assertThat(left(client)).isEqualTo(10);
            client.tracker().add(report(id, Status.DELIVERED, "0.10"));
            assertThat(left(client)).isEqualTo(10);
        }
    }

    @Test
    void a_status_query_corrects_as_a_report_does() {
        first.answeringStatus(id -> Message.builder(id, Status.DELIVERED)
                .to(PhoneNumber.of("+66812345678"))
                .price(new Money(new BigDecimal("0.10"), "USD"))
                .build());
        try (SmsClient client = client("* * 0.20")) {
            client.status(send(client));

            assertThat(left(client)).isEqualTo(5);
        }
    }

    @Test
    void a_price_of_the_message_that_does_not_grow_with_its_parts_stays_as_it_is() {
        first.taking(new Credits(Map.of("message", 1L), true));
        try (SmsClient client = client("* * 0.20", "* * 20 parts")) {
            MessageId id = send(client);
            client.tracker().add(report(id, Status.DELIVERED, "0.04"));
            MessageId other = send(client);
            client.tracker().add(report(other, Status.DELIVERED, "", "USD", 3));

            SendOutcome outcome = client.trySend(
                    SendRequest.to("+66812345678").text("x".repeat(153 * 20)).build());
            assertThat(Sends.refusal(outcome).reason()).contains("has 16 parts left");
        }
    }

    @Test
    void any_order_and_repetition_of_reports_counts_a_message_once() {
        Property.check(300, random -> {
            try (SmsClient client = client("* * 0.80")) {
                MessageId id = send(client);
                List<StatusReport> reports = new ArrayList<>(List.of(
                        report(id, Status.QUEUED, "0.0"),
                        report(id, Status.SENT, "0.02"),
                        report(id, Status.SENT, "", "USD", 7),
                        report(id, Status.DELIVERED, "0.30", "USD", 3),
                        report(id, Status.DELIVERED, "0.28", "USD", 3),
                        report(id, Status.UNCONFIRMED, "0.50")));
                reports.addAll(List.copyOf(reports).subList(random.nextInt(6), 6));
                Collections.shuffle(reports, random);

                reports.forEach(client.tracker()::add);

                assertThat(left(client)).as("0.30 of 0.80 USD are spent").isEqualTo(25);
            }
        });
    }

    @Test
    void each_recipient_of_a_bulk_send_with_an_id_of_its_own_is_corrected() {
        BulkFake bulk = new BulkFake(
                "first",
                new BulkLimits(1, 10),
                recipients -> new SendResult.Accepted(Message.builder(new MessageId("first", "batch"), Status.QUEUED)
                        .recipients(recipients.stream()
                                .map(to -> new RecipientStatus(
                                        new MessageId("first", "m-" + to.digits()), to, Status.QUEUED, "queued", null))
                                .toList())
                        .build()));
        SpendLimits limits =
                SpendLimits.builder().budget(Budget.parse("* * 0.20")).build();
        try (SmsClient client =
                Sends.client(world, bulk).prices(PRICES).spend(limits).build()) {
            client.bulk(BulkRequest.to(
                    Stream.of("+66812345671", "+66812345672", "+66812345673"), content -> content.text("x")));
            assertThat(left(client)).isEqualTo(7);

            client.tracker().add(report(new MessageId("first", "m-66812345672"), Status.DELIVERED, "0.06"));
            client.tracker().add(report(new MessageId("first", "m-66812345673"), Status.REJECTED, "0"));
            assertThat(left(client)).as("0.02 and 0.06 and nothing").isEqualTo(6);
        }
    }
}
