package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    private static final String THAI = "+66812345678";
    private static final String AMERICAN = "+12025550123";

    private static SendRequest.Builder to(String number) {
        return SendRequest.to(number).idempotencyKey("order-42").text("Your code is 482910");
    }

    private static List<String> order(String route, SendRequest.Builder request) {
        return Route.parse(route)
                .choose(request.build(), PriceSource.none())
                .map(RouteDecision::providers)
                .orElse(List.of());
    }

    /** Whether a rule with this condition matches a request. */
    private static boolean matches(String condition, SendRequest.Builder request) {
        return !order(condition + ": a", request).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    a                                    > false
                    a || b                               > false
                    tag=otp, media text=ucs2: a; *: b    > false
                    cheapest(a)                          > false
                    TH: a; *: b                          > true
                    tag=otp +6681: a; *: b               > true
                    a && b                               > true
                    tag=otp: a; *: c || cheapest(a, b)   > true
                    """)
    void it_depends_on_the_recipient_by_country_prefix_weight_or_price(String route, boolean depends) {
        assertThat(Route.parse(route).dependsOnRecipient()).isEqualTo(depends);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "wavix > wavix",
                "' wavix ' > wavix",
                "wavix||androidgateway > wavix || androidgateway",
                "'c ||\ta||\nb ' > c || a || b",
                "*:wavix > wavix",
                "wavix; > wavix",
                "'wavix ; ' > wavix",
                "a * 3&&b*1||c > a*3 && b || c",
                "a*003 > a*3",
                "a*1000 > a*1000",
                "cheapest ( a,b )||c > cheapest(a, b) || c",
                "cheapest(a) > cheapest(a)",
                "cheapestone || b > cheapestone || b",
                "TH:a > TH: a",
                "'TH\n :a;*:b;' > TH: a; *: b",
                "TH:a;b > TH: a; *: b",
                "US ,CA:a > US, CA: a",
                "'TH  tag=otp,+6681:a' > TH tag=otp, +6681: a",
                "tag=Otp-1_2.x:a > tag=Otp-1_2.x: a",
                "tag=\"otp\":a > tag=otp: a",
                "tag=\"a:b;c, \\\"d\\\\\":a > tag=\"a:b;c, \\\"d\\\\\": a",
                "tag=\"รหัส\" TH:a > tag=\"รหัส\" TH: a",
                "media:a > media: a",
                "text=gsm7 media, text=ucs2 : a > text=gsm7 media, text=ucs2: a",
                "from=name,from=number,from=shortcode,from=none:a > from=name, from=number, from=shortcode, from=none: a",
                "XK:a > XK: a"
            })
    void a_route_has_one_spelling(String text, String spelling) {
        Route route = Route.parse(text);

        assertThat(route).hasToString(spelling);
        assertThat(Route.parse(spelling)).isEqualTo(route).hasSameHashCodeAs(route);
    }

    @Test
    void routes_that_decide_differently_arent_equal() {
        assertThat(Route.parse("a || b"))
                .isNotEqualTo(Route.parse("b || a"))
                .isNotEqualTo(Route.parse("a && b"))
                .isNotEqualTo("a || b");
        assertThat(Route.parse("cheapest(a, b)")).isNotEqualTo(Route.parse("a && b"));
    }

    @Test
    void the_first_rule_that_matches_decides() {
        String route = "TH tag=otp: thaibulk; TH, LA: nativehub || thaibulk; *: wavix";

        assertThat(order(route, to(THAI).tag("otp"))).containsExactly("thaibulk");
        assertThat(order(route, to(THAI).tag("news"))).containsExactly("nativehub", "thaibulk");
        assertThat(order(route, to(AMERICAN).tag("otp"))).containsExactly("wavix");
    }

    @Test
    void without_a_rule_for_the_request_there_is_no_choice() {
        Optional<RouteDecision> choice =
                Route.parse("TH: thaibulk").choose(to(AMERICAN).build(), PriceSource.none());

        assertThat(choice).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {"a||b > a || b", "TH:a||b > TH: a || b", "US:b;a > *: a", "US:b; TH,LA:a; *:c > TH, LA: a"})
    void the_choice_holds_the_rule_as_it_stands_in_the_route(String text, String rule) {
        Route route = Route.parse(text);

        RouteDecision choice =
                route.choose(to(THAI).build(), PriceSource.none()).orElseThrow();

        assertThat(choice.rule()).isEqualTo(rule);
        assertThat(route.toString()).contains(rule);
    }

    @Test
    void a_country_is_that_of_the_number() {
        assertThat(matches("TH", to(THAI))).isTrue();
        assertThat(matches("TH", to(AMERICAN))).isFalse();
        assertThat(matches("CA", to(AMERICAN))).isFalse();
        assertThat(matches("CA, US", to(AMERICAN))).isTrue();
        assertThat(matches("US", to("+8835100012345"))).isFalse();
    }

    @Test
    void every_country_of_the_phone_plans_can_be_named() {
        for (String country : PhoneNumberUtil.getInstance().getSupportedRegions()) {
            assertThat(Route.parse(country + ": a")).hasToString(country + ": a");
        }
    }

    @Test
    void a_prefix_is_the_beginning_of_the_number() {
        assertThat(matches("+6", to(THAI))).isTrue();
        assertThat(matches("+6681", to(THAI))).isTrue();
        assertThat(matches("+66812345678", to(THAI))).isTrue();
        assertThat(matches("+6682", to(THAI))).isFalse();
        assertThat(matches("+668123456789", to(THAI))).isFalse();
        assertThat(matches("+81", to(THAI))).isFalse();
    }

    @Test
    void a_tag_is_compared_as_it_stands() {
        assertThat(matches("tag=otp", to(THAI).tag("otp"))).isTrue();
        assertThat(matches("tag=otp", to(THAI).tag("OTP"))).isFalse();
        assertThat(matches("tag=otp", to(THAI).tag("otp2"))).isFalse();
        assertThat(matches("tag=otp", to(THAI))).isFalse();
        assertThat(matches("tag=\"a \\\"b\\\\\"", to(THAI).tag("a \"b\\"))).isTrue();
    }

    @Test
    void media_makes_the_difference_between_sms_and_mms() {
        assertThat(matches("media", to(THAI).media("https://example.com/a.jpg")))
                .isTrue();
        assertThat(matches("media", to(THAI))).isFalse();
    }

    @Test
    void the_encoding_is_that_of_the_text() {
        assertThat(matches("text=gsm7", to(THAI).text("Olé €5"))).isTrue();
        assertThat(matches("text=ucs2", to(THAI).text("Olé €5"))).isFalse();
        assertThat(matches("text=gsm7", to(THAI).text("รหัส 1"))).isFalse();
        assertThat(matches("text=ucs2", to(THAI).text("รหัส 1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"ACME, name", "+66812345678, number", "12345, shortcode", ", none"})
    void the_sender_is_the_requests_own(String from, String kind) {
        SendRequest.Builder request = from == null ? to(THAI) : to(THAI).from(from);

        for (String text : List.of("name", "number", "shortcode", "none")) {
            assertThat(matches("from=" + text, request)).as(text).isEqualTo(text.equals(kind));
        }
    }

    @Test
    void conditions_side_by_side_must_all_hold() {
        assertThat(matches("TH tag=otp text=gsm7", to(THAI).tag("otp"))).isTrue();
        assertThat(matches("TH tag=otp text=ucs2", to(THAI).tag("otp"))).isFalse();
        assertThat(matches("US tag=otp, TH text=gsm7", to(THAI))).isTrue();
    }

    @Test
    void the_cheapest_goes_first_and_who_has_no_price_last() {
        Map<String, String> amounts = Map.of("a", "0.02", "c", "0.0190", "d", "0.020", "e", "0.019");
        PriceSource prices = (provider, request) ->
                Optional.ofNullable(amounts.get(provider)).map(BigDecimal::new);

        RouteDecision choice = Route.parse("first || cheapest(a, b, c, d, e, f) || last")
                .choose(to(THAI).build(), prices)
                .orElseThrow();

        assertThat(choice.providers()).containsExactly("first", "c", "e", "a", "d", "b", "f", "last");
    }

    @Test
    void without_prices_the_cheapest_keep_their_order() {
        assertThat(order("cheapest(c, a, b)", to(THAI))).containsExactly("c", "a", "b");
    }

    @Test
    void prices_are_asked_for_the_request_and_the_rule_that_decides() {
        SendRequest request = to(THAI).build();
        List<String> texts = new ArrayList<>();
        PriceSource prices = (provider, sendRequest) -> {
            assertThat(sendRequest).isSameAs(request);
            texts.add(provider);
            return Optional.empty();
        };

        Route.parse("US: cheapest(a, b); TH: x || cheapest(c, d); *: cheapest(e, f)")
                .choose(request, prices);

        assertThat(texts).containsExactly("c", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheapest(a, b)", "TH: a; *: b || cheapest(c, d)", "cheapest(a)"})
    void a_route_says_that_it_uses_prices(String text) {
        assertThat(Route.parse(text).usesPrices()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a*3 && b", "TH: a || b; *: c"})
    void a_route_says_that_it_uses_no_prices(String text) {
        assertThat(Route.parse(text).usesPrices()).isFalse();
    }

    @Test
    void the_providers_are_those_of_all_rules_in_the_order_of_the_text() {
        assertThat(Route.parse("TH: d || b; US: cheapest(c, b) || a; *: e*2 && d")
                        .providers())
                .containsExactly("d", "b", "c", "a", "e");
    }
}
