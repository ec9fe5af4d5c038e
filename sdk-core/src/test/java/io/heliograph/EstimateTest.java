package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.internal.base.Timing;
import io.heliograph.message.Credits;
import io.heliograph.message.Money;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.money.CostEstimate;
import io.heliograph.money.PriceSource;
import io.heliograph.routing.Plan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final SendRequest TWO_PARTS =
            Sends.request().text("x".repeat(161)).build();

    private final FakeProvider first = FakeProvider.accepting("first");
    private final FakeProvider second = FakeProvider.accepting("second");

    /** A cent a part at the first; the second isn't in the table. */
    private static final PriceSource PRICES = new PriceSource() {
        @Override
        public Optional<BigDecimal> price(String provider, SendRequest request) {
            throw new AssertionError("the parts are known");
        }

        @Override
        public Optional<BigDecimal> price(String provider, SendRequest request, int parts) {
            return provider.equals("first")
                    ? Optional.of(new BigDecimal("0.01").multiply(BigDecimal.valueOf(parts)))
                    : Optional.empty();
        }

        @Override
        public String currency() {
            return "USD";
        }
    };

    @Test
    void every_provider_says_what_it_would_take_and_none_is_asked() {
        try (SmsClient client = Sends.client(Timing.REAL, first, second)
                .route("second")
                .prices(PRICES)
                .build()) {
            List<CostEstimate> estimates = client.estimate(TWO_PARTS);

            assertThat(estimates).extracting(CostEstimate::provider).containsExactly("first", "second");
            assertThat(estimates).extracting(CostEstimate::credits).containsOnly(Credits.atMostParts(2));
            assertThat(estimates.get(0).price()).contains(new Money(new BigDecimal("0.02"), "USD"));
            assertThat(estimates.get(1).price()).isEmpty();
        }
        assertThat(first.sends() + second.sends() + first.questions() + second.questions())
                .isZero();
    }

    @Test
    void where_a_vendor_bills_by_the_message_its_parts_cost_nothing_more() {
        first.taking(new Credits(Map.of("SMS credit", 2L), false));
        try (SmsClient client = Sends.client(Timing.REAL, first).prices(PRICES).build()) {
            CostEstimate estimate = client.estimate(TWO_PARTS).get(0);

            assertThat(estimate.segments().parts()).isEqualTo(2);
            assertThat(estimate.price()).contains(new Money(new BigDecimal("0.01"), "USD"));
        }
    }

    @Test
    void a_plan_has_it_for_those_who_would_be_asked() {
        first.checking(request -> List.of(new Violation("text", "is too long")));
        try (SmsClient client = Sends.client(Timing.REAL, first, second).build()) {
            Plan plan = client.plan(TWO_PARTS);

            assertThat(plan.providers()).containsExactly("second");
            assertThat(plan.steps().get(0).segments().parts()).isEqualTo(2);
            assertThat(plan.steps().get(0).credits()).isEqualTo(Credits.atMostParts(2));
        }
    }

    @Test
    void the_cheapest_is_found_by_the_parts_that_each_counts() {
        try (SmsClient client = Sends.client(Timing.REAL, second, first)
                .route("cheapest(second, first)")
                .prices(PRICES)
                .build()) {
            assertThat(client.plan(TWO_PARTS).providers()).containsExactly("first", "second");
        }
    }
}
