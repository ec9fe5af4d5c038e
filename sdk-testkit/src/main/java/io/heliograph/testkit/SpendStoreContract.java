package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.money.Budget;
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.SpendBooking;
import io.heliograph.money.SpendStore;
import io.heliograph.tracking.Charge;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link SpendStore} does: it reserves all or nothing, never more than a limit allows, and counts a message once, at its
 * charge. Extend it in the test of a store:
 * <pre>{@code
 * class MyStoreTest extends SpendStoreContract {
 *     @Override
 *     protected SpendStore open(TestClock clock) {
 *         return new MyStore(…, clock);
 *     }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class SpendStoreContract {
    private static final int THREADS = 32;
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final MessageId ID = new MessageId("first", "m-1");
    private static final PhoneNumber ANN = PhoneNumber.of("+66812345678");
    private static final PhoneNumber BEN = PhoneNumber.of("+447537151866");

    private final TestClock clock = new TestClock();
    private @Nullable SpendStore opened;

    protected SpendStoreContract() {}

    /** A store with this clock in which nothing is counted, for at least 1,000 messages. */
    protected abstract SpendStore open(TestClock clock);

    @BeforeEach
    final void openStore() {
        opened = open(clock);
    }

    @AfterEach
    final void closeStore() {
        store().close();
    }

    private SpendStore store() {
        return Objects.requireNonNull(opened, "opened");
    }

    private static BudgetAmount of(String budget, String amount) {
        return new BudgetAmount(Budget.parse(budget), "USD", new BigDecimal(amount));
    }

    private static SpendStore.Request request(BudgetAmount... amounts) {
        return new SpendStore.Request(Arrays.asList(amounts), List.of(ANN), 0);
    }

    private static SpendStore.Request messages(int perHour, PhoneNumber... recipients) {
        return new SpendStore.Request(List.of(), Arrays.asList(recipients), perHour);
    }

    private SpendStore.Reservation reserved(SpendStore.Request request) {
        SpendStore.Result result = store().reserve(request);
        assertThat(result).isInstanceOf(SpendStore.Reservation.class);
        return (SpendStore.Reservation) result;
    }

    /** What a budget has left, in an amount that it surely hasn't. */
    private BigDecimal left(String budget) {
        BudgetAmount all = of(budget, "999999999999");
        SpendStore.Excess excess = store().check(request(all)).orElseThrow();
        return ((SpendStore.OverBudget) excess).remaining();
    }

    private void release(SpendStore.Reservation reservation) {
        store().release(
                        reservation,
                        reservation.request().amounts(),
                        reservation.request().recipients());
    }

    @Test
    final void a_budget_gives_its_maximum_and_no_more() {
        BudgetAmount amount = of("first TH 0.05", "0.02");
        assertThat(reserved(request(amount)).day()).isEqualTo(TODAY);
        reserved(request(amount));

        assertThat(store().reserve(request(amount)))
                .isEqualTo(new SpendStore.OverBudget(amount, new BigDecimal("0.01")));
        reserved(request(of("first TH 0.05", "0.01")));
        reserved(request(of("first TH 0.05", "0")));
    }

    @Test
    final void a_check_says_the_same_and_reserves_nothing() {
        BudgetAmount all = of("* * 3 parts", "3");
        assertThat(store().check(request(all))).isEmpty();
        assertThat(store().check(messages(1, ANN))).isEmpty();
        reserved(new SpendStore.Request(List.of(all), List.of(ANN), 1));

        assertThat(store().check(request(all))).contains(new SpendStore.OverBudget(all, BigDecimal.ZERO));
        assertThat(store().check(messages(1, ANN))).contains(new SpendStore.OverRecipientLimit(1));
        assertThat(store().check(messages(1, BEN))).isEmpty();
    }

    @Test
    final void of_several_limits_either_all_are_reserved_or_none() {
        BudgetAmount large = of("* * 100 parts", "60");
        BudgetAmount small = of("first TH 1 parts", "1");
        reserved(new SpendStore.Request(List.of(large, small), List.of(ANN), 5));

        assertThat(store().reserve(new SpendStore.Request(List.of(of("* * 100 parts", "1"), small), List.of(ANN), 5)))
                .isEqualTo(new SpendStore.OverBudget(small, BigDecimal.ZERO));
        assertThat(store().reserve(new SpendStore.Request(List.of(of("* * 100 parts", "1")), List.of(BEN, ANN), 1)))
                .isEqualTo(new SpendStore.OverRecipientLimit(1));

        assertThat(left("* * 100 parts")).isEqualByComparingTo("40");
        assertThat(store().check(messages(1, BEN))).isEmpty();
        assertThat(store().check(messages(2, ANN))).isEmpty();
    }

    @Test
    final void amounts_are_exact() {
        for (int i = 0; i < 10; i++) {
            reserved(request(of("first * 1", "0.1")));
        }
        assertThat(left("first * 1")).isEqualByComparingTo("0");

        reserved(request(of("second * 999999999999", "999999999998.999999999")));
        assertThat(left("second * 999999999999")).isEqualByComparingTo("0.000000001");
    }

    @Test
    final void budgets_are_apart_by_provider_country_and_unit_and_not_by_their_maximum() {
        reserved(request(of("* TH 5", "5")));

        for (String other : List.of("* * 5", "first TH 5", "* US 5", "* TH 5 parts")) {
            assertThat(left(other)).as("what %s has left", other).isEqualByComparingTo("5");
        }
        BudgetAmount euros = new BudgetAmount(Budget.parse("* TH 5"), "EUR", BigDecimal.ONE);
        assertThat(store().check(request(euros))).isEmpty();
        assertThat(left("* TH 7")).isEqualByComparingTo("2");
        assertThat(left("* TH 3")).isEqualByComparingTo("0");
    }

    @Test
    final void what_is_released_is_there_again() {
        SpendStore.Request request = new SpendStore.Request(List.of(of("* * 3 parts", "3")), List.of(ANN, BEN), 1);
        for (int i = 0; i < 10; i++) {
            release(reserved(request));
        }
        SpendStore.Reservation reservation = reserved(request);

        store().release(reservation, List.of(of("* * 3 parts", "1")), List.of(BEN));

        assertThat(left("* * 3 parts")).isEqualByComparingTo("1");
        assertThat(store().check(messages(1, BEN))).isEmpty();
        assertThat(store().check(messages(1, ANN))).contains(new SpendStore.OverRecipientLimit(1));

        store().release(reservation, List.of(of("* * 3 parts", "-1")), List.of());
        assertThat(left("* * 3 parts"))
                .as("what is left when more was counted besides")
                .isEqualByComparingTo("0");
    }

    @Test
    final void a_new_day_of_utc_has_a_new_budget_and_gets_nothing_that_belongs_to_another() {
        SpendStore.Reservation reservation = reserved(request(of("* * 3 parts", "3")));
        clock.passes(Duration.ofHours(16).minus(INSTANT));
        assertThat(left("* * 3 parts")).as("just before midnight").isEqualByComparingTo("0");

        clock.passes(INSTANT);
        assertThat(left("* * 3 parts")).as("at midnight").isEqualByComparingTo("3");
        assertThat(reserved(request(of("* * 3 parts", "2"))).day()).isEqualTo(TODAY.plusDays(1));
        release(reservation);

        assertThat(left("* * 3 parts")).isEqualByComparingTo("1");
    }

    @Test
    final void a_recipient_gets_so_many_within_any_sixty_minutes() {
        reserved(messages(2, ANN));
        clock.passes(Duration.ofMinutes(40));
        reserved(messages(2, ANN));
        clock.passes(Duration.ofMinutes(20).minus(INSTANT));
        assertThat(store().reserve(messages(2, ANN))).isEqualTo(new SpendStore.OverRecipientLimit(2));
        reserved(messages(2, BEN));

        clock.passes(INSTANT);
        reserved(messages(2, ANN));
        assertThat(store().reserve(messages(2, ANN))).isEqualTo(new SpendStore.OverRecipientLimit(2));
    }

    @Test
    final void spellings_of_a_number_are_one_recipient() {
        reserved(messages(1, PhoneNumber.of("+5215512345678")));

        assertThat(store().reserve(messages(1, PhoneNumber.of("+525512345678"))))
                .isEqualTo(new SpendStore.OverRecipientLimit(1));
    }

    @Test
    final void without_a_limit_recipients_are_not_counted() {
        reserved(messages(0, ANN));

        assertThat(store().check(messages(1, ANN))).isEmpty();
    }

    private static StatusReport.Builder report(MessageId id, Status status, TestClock clock) {
        return StatusReport.of(id, status, ReportSource.WEBHOOK, clock.instant());
    }

    private Charge charge(Status status, String price, int parts) {
        return Timeline.of(ID)
                .with(report(ID, status, clock)
                        .price(new Money(new BigDecimal(price), "USD"))
                        .parts(parts)
                        .build())
                .charge();
    }

    private static SpendBooking booking(LocalDate day) {
        return new SpendBooking(
                day,
                List.of(of("first * 1", "0.04"), of("* * 100 parts", "2")),
                2,
                Optional.of(new BigDecimal("0.02")),
                true);
    }

    private void reserveAndBook(MessageId id) {
        SpendBooking booking = booking(TODAY);
        reserved(new SpendStore.Request(booking.counted(), List.of(ANN), 0));
        store().book(id, booking);
    }

    @Test
    final void a_charge_takes_the_place_of_what_was_counted() {
        reserveAndBook(ID);
        store().correct(ID, charge(Status.SENT, "0.09", 3));

        assertThat(left("first * 1")).isEqualByComparingTo("0.91");
        assertThat(left("* * 100 parts")).isEqualByComparingTo("97");

        store().correct(ID, charge(Status.DELIVERED, "0.03", 1));
        assertThat(left("first * 1")).isEqualByComparingTo("0.97");
        assertThat(left("* * 100 parts")).isEqualByComparingTo("99");
    }

    @Test
    final void a_charge_that_came_before_the_booking_corrects_it() {
        store().correct(ID, charge(Status.DELIVERED, "0.03", 1));
        reserveAndBook(ID);

        assertThat(left("first * 1")).isEqualByComparingTo("0.97");
        assertThat(left("* * 100 parts")).isEqualByComparingTo("99");
    }

    @Test
    final void any_order_and_any_repetition_of_charges_counts_the_same() {
        List<Charge> charges = List.of(
                charge(Status.QUEUED, "0.01", 1),
                charge(Status.SENT, "0.09", 3),
                charge(Status.DELIVERED, "0.05", 4),
                charge(Status.DELIVERED, "0.07", 2));
        for (int run = 0; run < 40; run++) {
            Random random = new Random(run);
            List<Charge> shuffled = new ArrayList<>(charges);
            shuffled.add(charges.get(random.nextInt(charges.size())));
            Collections.shuffle(shuffled, random);
            int booked = random.nextInt(shuffled.size() + 1);
            closeStore();
            openStore();

            for (int i = 0; i <= shuffled.size(); i++) {
                if (i == booked) {
                    reserveAndBook(ID);
                }
                if (i < shuffled.size()) {
                    store().correct(ID, shuffled.get(i));
                }
            }

            assertThat(left("first * 1")).as("run %d", run).isEqualByComparingTo("0.93");
            assertThat(left("* * 100 parts")).as("run %d", run).isEqualByComparingTo("96");
        }
    }

    @Test
    final void a_charge_a_day_later_corrects_the_day_of_the_message() {
        reserveAndBook(ID);
        clock.passes(Duration.ofDays(1));
        store().correct(ID, charge(Status.DELIVERED, "0.00", 1));

        assertThat(left("first * 1")).isEqualByComparingTo("1");
        assertThat(left("* * 100 parts")).isEqualByComparingTo("100");
    }

    @Test
    final void a_charge_of_one_message_changes_no_other() {
        reserveAndBook(ID);
        store().correct(new MessageId("second", "m-1"), charge(Status.DELIVERED, "0.03", 1));
        store().correct(new MessageId("first", "M-1"), charge(Status.DELIVERED, "0.03", 1));

        assertThat(left("first * 1")).isEqualByComparingTo("0.96");
    }

    @Test
    final void many_threads_never_take_more_than_a_budget_has_and_take_all_of_it() throws Exception {
        List<Integer> taken = ConcurrentRun.of(THREADS, thread -> {
            int count = 0;
            for (int i = 0; i < 10; i++) {
                SpendStore.Request request = new SpendStore.Request(
                        List.of(of("* * 100 parts", "1"), of("first TH 2.00", "0.01")), List.of(ANN, BEN), 1_000);
                SpendStore.Result result = store().reserve(request);
                boolean isKept = result instanceof SpendStore.Reservation;
                if (result instanceof SpendStore.Reservation reservation && i % 3 == 0) {
                    release(reservation);
                    isKept = false;
                }
                count += isKept ? 1 : 0;
            }
            return count;
        });

        int all = taken.stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isBetween(1, 100);
        assertThat(left("* * 100 parts")).isEqualByComparingTo(BigDecimal.valueOf(100 - all));
        assertThat(left("first TH 2.00")).isEqualByComparingTo(BigDecimal.valueOf(200 - all, 2));
        assertThat(store().check(messages(all, ANN))).contains(new SpendStore.OverRecipientLimit(all));
        assertThat(store().check(messages(all + 1, ANN))).isEmpty();
    }
}
