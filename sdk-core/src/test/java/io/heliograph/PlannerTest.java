package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Plan;
import io.heliograph.spi.Capability;
import io.heliograph.testing.Property;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where a request would go and why not elsewhere, and that a send goes there. */
class PlannerTest {
    private static final SendRequest THAI = Sends.request().build();

    private final TestTiming world = new TestTiming();
    private final FakeProvider second = FakeProvider.accepting("second");

    private SmsClientBuilder client(FakeProvider... route) {
        return Sends.client(world, route).retry(RetryPolicy.none());
    }

    private static Plan plan(SmsClientBuilder builder, SendRequest request) {
        try (SmsClient client = builder.build()) {
            return client.plan(request);
        }
    }

    private static String why(Plan plan, String provider) {
        return plan.excluded().stream()
                .filter(left -> left.provider().equals(provider))
                .map(left -> left.reason().toString())
                .findFirst()
                .orElse("it is asked");
    }

    @Test
    void a_plan_tells_the_rule_the_order_and_the_segments() {
        Plan plan = plan(client(FakeProvider.accepting("first"), second).route("TH: second || first; *: first"), THAI);

        assertThat(plan.rule()).isEqualTo("TH: second || first");
        assertThat(plan.providers()).containsExactly("second", "first");
        assertThat(plan.excluded()).isEmpty();
        assertThat(plan.segments().parts()).isOne();
    }

    @Test
    void a_missing_capability_is_named() {
        FakeProvider first = FakeProvider.accepting("first").without(Capability.VALIDITY, Capability.MEDIA);
        SendRequest request = Sends.request()
                .validity(Duration.ofMinutes(5))
                .media("https://example.com/cat.png")
                .build();

        assertThat(why(plan(client(first, second), request), "first"))
                .isEqualTo("UNSUPPORTED: it doesn't offer VALIDITY, MEDIA");
    }

    @Test
    void every_fault_that_a_provider_finds_is_named() {
        FakeProvider first = FakeProvider.accepting("first")
                .checking(request -> List.of(
                        new Violation("text", "has 2 segments and may have 1"),
                        new Violation("from", "has a character that isn't allowed")));

        assertThat(why(plan(client(first, second), THAI), "first"))
                .isEqualTo("INVALID_REQUEST: it can't take the request: text has 2 segments and may have 1; "
                        + "from has a character that isn't allowed");
    }

    @Test
    void a_provider_that_the_rule_does_not_name_is_excluded_with_that_reason() {
        SmsClientBuilder client =
                client(FakeProvider.accepting("first"), second).route("TH: second; *: first");

        assertThat(why(plan(client, THAI), "first")).isEqualTo("NO_ROUTE: the rule that fits doesn't name it");
    }

    @Test
    void a_request_that_no_rule_fits_has_no_provider() {
        SmsClientBuilder client =
                client(FakeProvider.accepting("first"), second).route("US: first || second");
        Plan plan = plan(client, THAI);

        assertThat(plan.rule()).isEmpty();
        assertThat(plan.providers()).isEmpty();
        assertThat(why(plan, "first")).isEqualTo("NO_ROUTE: no rule of the route fits a message to TH");
        try (SmsClient sms = client.build()) {
            assertThat(Sends.refusal(sms.trySend(THAI)).toString()).isEqualTo(why(plan, "second"));
        }
    }

    @Test
    void a_provider_that_a_setting_switches_off_is_left_out() {
        SmsClientBuilder client = client(FakeProvider.accepting("first"), second)
                .limits("first", ProviderLimits.defaults().withEnabled(false));

        assertThat(why(plan(client, THAI), "first"))
                .isEqualTo("CONFIGURATION: it is out of use: DISABLED: a setting switches it off");
    }

    @Test
    void a_provider_that_is_switched_off_is_not_asked_even_as_the_last() {
        FakeProvider first = FakeProvider.accepting("first");
        try (SmsClient client = client(first)
                .limits("first", ProviderLimits.defaults().withEnabled(false))
                .build()) {
            assertThat(client.plan(THAI).providers()).isEmpty();
            assertThat(Sends.refusal(client.trySend(THAI)).type()).isEqualTo(ErrorType.CONFIGURATION);
        }
        assertThat(first.sends()).isZero();
    }

    @Test
    void a_provider_that_is_down_or_pauses_is_left_out_with_the_time() {
        FakeProvider down = FakeProvider.refusing("first", ErrorType.AUTHENTICATION);
        FakeProvider slow = FakeProvider.of("slow", Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(7)));
        try (SmsClient client = client(down, slow, second).build()) {
            client.trySend(Sends.request().idempotencyKey("before").build());
            Plan plan = client.plan(THAI);

            assertThat(plan.providers()).containsExactly("second");
            assertThat(why(plan, "first"))
                    .isEqualTo("UNREACHABLE: it is out of use: DOWN until 2026-11-20T08:00:30Z: AUTHENTICATION: no"
                            .replace(": no", ": first says no"));
            assertThat(why(plan, "slow"))
                    .isEqualTo("RATE_LIMITED: it is out of use: THROTTLED until 2026-11-20T08:00:07Z: "
                            + "it asked for a pause");
            assertThat(client.states().values())
                    .extracting(ProviderState::kind)
                    .containsExactly(ProviderState.Kind.DOWN, ProviderState.Kind.THROTTLED, ProviderState.Kind.UP);
        }
    }

    @Test
    void of_providers_that_are_all_out_of_use_the_one_that_comes_back_first_is_asked() {
        FakeProvider down = FakeProvider.refusing("first", ErrorType.AUTHENTICATION);
        FakeProvider slow = FakeProvider.of("slow", Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(7)));
        FakeProvider off = FakeProvider.accepting("off");
        try (SmsClient client = client(down, slow, off)
                .limits("off", ProviderLimits.defaults().withEnabled(false))
                .build()) {
            client.trySend(Sends.request().idempotencyKey("before").build());

            assertThat(client.plan(THAI).providers()).containsExactly("slow");
            world.passes(Duration.ofSeconds(1));
            assertThat(client.plan(THAI).providers()).containsExactly("slow");
        }
    }

    @Test
    void a_provider_that_cannot_take_the_request_is_no_reason_to_leave_the_others_out() {
        FakeProvider down = FakeProvider.refusing("first", ErrorType.AUTHENTICATION);
        FakeProvider unable = FakeProvider.accepting("unable").without(Capability.VALIDITY);
        try (SmsClient client = client(down, unable).build()) {
            client.trySend(Sends.request().idempotencyKey("before").build());

            assertThat(client.plan(Sends.request()
                                    .validity(Duration.ofMinutes(5))
                                    .build())
                            .providers())
                    .containsExactly("first");
        }
    }

    @Test
    void a_requests_own_route_wins() {
        SmsClientBuilder client =
                client(FakeProvider.accepting("first"), second).route("first");

        assertThat(plan(client, Sends.request().route("second || first").build())
                        .providers())
                .containsExactly("second", "first");
        assertThatThrownBy(() -> plan(client, Sends.request().route("second |").build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("^");
    }

    @Test
    void the_cheapest_cannot_be_found_without_prices() {
        SmsClientBuilder client =
                client(FakeProvider.accepting("first"), second).route("cheapest(first, second)");

        assertThatThrownBy(client::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("route asks for the cheapest, and the client has no prices");
        Map<String, BigDecimal> prices = Map.of("first", BigDecimal.TEN, "second", BigDecimal.ONE);
        assertThat(plan(client.prices((name, request) -> Optional.ofNullable(prices.get(name))), THAI)
                        .providers())
                .containsExactly("second", "first");
    }

    @Test
    void a_route_that_names_a_stranger_is_refused() {
        assertThatThrownBy(() -> client(second).route("first || second").build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("route names first, which isn't set up; there are second");
    }

    private static FakeProvider moody(String name, Random random) {
        ErrorType[] items = {
            ErrorType.NO_ROUTE, ErrorType.AUTHENTICATION, ErrorType.RATE_LIMITED, ErrorType.PROVIDER_ERROR
        };
        boolean able = random.nextInt(4) > 0;
        FakeProvider provider = FakeProvider.of(name, (request, context) -> {
            FakeProvider.Sending sending =
                    random.nextInt(3) == 0 ? Answers.yes(name) : Answers.no(items[random.nextInt(items.length)]);
            return sending.send(request, context);
        });
        return able ? provider : provider.without(Capability.VALIDITY);
    }

    @Test
    void what_is_planned_is_what_is_sent_and_planning_changes_nothing() {
        String[] routes = {"a || b || c", "a*3 && b || c", "TH: b || a; *: c", "a && b && c", "US: a; *: c || b"};
        int[] planned = {0};
        Property.check(300, random -> {
            TestTiming testTiming = new TestTiming();
            FakeProvider[] all = {moody("a", random), moody("b", random), moody("c", random)};
            try (SmsClient client = Sends.client(testTiming, all)
                    .retry(RetryPolicy.none())
                    .route(routes[random.nextInt(routes.length)])
                    .build()) {
                for (int i = 0; i < 20; i++) {
                    testTiming.passes(Duration.ofMillis(random.nextInt(20_000)));
                    SendRequest.Builder builder = Sends.request().idempotencyKey("order-" + i);
                    SendRequest request = random.nextBoolean()
                            ? builder.validity(Duration.ofMinutes(5)).build()
                            : builder.build();
                    Map<String, ProviderState> before = client.states();
                    int sendsBefore = sends(all);
                    Plan plan = client.plan(request);
                    assertThat(client.plan(request).providers()).isEqualTo(plan.providers());
                    assertThat(client.states().toString()).isEqualTo(before.toString());
                    assertThat(sends(all)).isEqualTo(sendsBefore);
                    assertSame(plan, client.trySend(request));
                    planned[0] += plan.providers().size();
                }
            }
        });
        assertThat(planned[0]).isGreaterThan(5_000);
    }

    private static int sends(FakeProvider... all) {
        int sends = 0;
        for (FakeProvider provider : all) {
            assertThat(provider.questions()).isZero();
            sends += provider.sends();
        }
        return sends;
    }

    private static void assertSame(Plan plan, SendOutcome outcome) {
        List<String> texts = new ArrayList<>(Sends.asked(outcome));
        assertThat(plan.providers().subList(0, texts.size())).isEqualTo(texts);
        boolean accepted = outcome instanceof SendOutcome.Accepted;
        boolean pauseOutlastsDeadline = outcome instanceof SendOutcome.Rejected rejected
                && rejected.failure().type() == ErrorType.RATE_LIMITED;
        if (!accepted && !pauseOutlastsDeadline) {
            assertThat(texts).isEqualTo(plan.providers());
        }
        Failure failure = outcome.fold(taken -> null, SendOutcome.Rejected::failure, unknown -> null);
        if (failure != null && !plan.providers().isEmpty()) {
            assertThat(failure.reason()).contains(plan.providers());
        }
    }
}
