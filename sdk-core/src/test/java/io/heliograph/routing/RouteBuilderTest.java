package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Sender;
import io.heliograph.text.Encoding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteBuilderTest {
    @Test
    void rules_in_code_are_those_of_the_text() {
        Route route = RouteBuilder.when(Condition.country("TH").and(Condition.tag("otp")))
                .use("thaibulk")
                .when(Condition.prefix("+6681").or(Condition.media()))
                .use("wavix")
                .otherwise(Stage.cheapest("wavix", "nativehub"), Stage.of("androidgateway"));

        assertThat(route)
                .isEqualTo(Route.parse("TH tag=otp: thaibulk; +6681, media: wavix; "
                        + "*: cheapest(wavix, nativehub) || androidgateway"));
    }

    @Test
    void countries_have_a_method_of_their_own() {
        Route route = RouteBuilder.in("TH")
                .use("thaibulk", "wavix")
                .in("US", "CA")
                .use("textingline", "wavix")
                .otherwise("wavix");

        assertThat(route).isEqualTo(Route.parse("TH: thaibulk || wavix; US,CA: textingline || wavix; *: wavix"));
    }

    @Test
    void a_route_may_end_without_a_rule_for_the_rest() {
        assertThat(RouteBuilder.in("TH").use("thaibulk").build()).isEqualTo(Route.parse("TH: thaibulk"));
    }

    @Test
    void one_rule_for_all_has_no_condition() {
        assertThat(RouteBuilder.use(Stage.of("wavix", 3).and("nativehub"), Stage.of("androidgateway")))
                .isEqualTo(Route.parse("wavix*3 && nativehub*1 || androidgateway"));
        assertThat(Route.of("wavix", "androidgateway")).isEqualTo(Route.parse("wavix || androidgateway"));
    }

    @Test
    void a_route_keeps_its_own_list() {
        List<String> names = new ArrayList<>(List.of("a", "b"));
        Route route = Route.of(names);
        names.add("c");

        assertThat(route.providers()).containsExactly("a", "b");
    }

    @Test
    void every_condition_has_its_text() {
        assertThat(Condition.country("TH", "LA")).hasToString("TH, LA");
        assertThat(Condition.prefix("+1", "+44")).hasToString("+1, +44");
        assertThat(Condition.tag("otp", "a b")).hasToString("tag=otp, tag=\"a b\"");
        assertThat(Condition.media()).hasToString("media");
        assertThat(Condition.text(Encoding.GSM_7)).hasToString("text=gsm7");
        assertThat(Condition.text(Encoding.UCS_2)).hasToString("text=ucs2");
        assertThat(Condition.from(Sender.Kind.ALPHANUMERIC)).hasToString("from=name");
        assertThat(Condition.from(Sender.Kind.PHONE)).hasToString("from=number");
        assertThat(Condition.from(Sender.Kind.SHORT_CODE)).hasToString("from=shortcode");
        assertThat(Condition.noSender()).hasToString("from=none");
    }

    @Test
    void and_holds_for_each_of_the_alternatives() {
        assertThat(Condition.country("TH", "LA").and(Condition.tag("otp").or(Condition.media())))
                .hasToString("TH tag=otp, TH media, LA tag=otp, LA media")
                .isEqualTo(Condition.country("TH")
                        .and(Condition.tag("otp").or(Condition.media()))
                        .or(Condition.country("LA").and(Condition.tag("otp")))
                        .or(Condition.country("LA").and(Condition.media())));
    }

    @Test
    void every_stage_has_its_text() {
        assertThat(Stage.of("a")).hasToString("a").isEqualTo(Stage.of("a", 1)).isNotEqualTo(Stage.cheapest("a"));
        assertThat(Stage.of("a", 3).and("b").and("c", 1000)).hasToString("a*3 && b && c*1000");
        assertThat(Stage.cheapest("a", "b")).hasToString("cheapest(a, b)");
    }

    @Test
    void an_open_rule_shows_itself() {
        assertThat(RouteBuilder.in("TH", "LA")).hasToString("TH, LA");
        assertThat(RouteBuilder.in("TH", "LA").use("a").in("US").use("b")).hasToString("TH, LA: a; US: b");
    }

    private static void refused(Runnable building, String complaint) {
        assertThatThrownBy(building::run)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("route ")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"th", "ZZ", "TH, US", "TH: a; *", "*", "", "+66", "media", " TH", "TH "})
    void an_invalid_country_is_rejected(String country) {
        refused(() -> Condition.country(country), "character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"66", "+", "+0", "+66 ", "+66, +1", "TH", "", "+1234567890123456"})
    void an_invalid_prefix_is_rejected(String prefix) {
        refused(() -> Condition.prefix(prefix), "character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void an_invalid_tag_is_rejected(String tag) {
        refused(() -> Condition.tag(tag), "asks for a tag that is blank or has control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", "a || b", "a*3", "1a", "cheapest", "cheapest(a)", "TH: a", "a;"})
    void an_invalid_name_is_rejected(String name) {
        refused(() -> Stage.of(name), "character");
        refused(() -> Stage.cheapest("b", name), "character");
        refused(() -> Route.of(name), "character");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
    void a_wrong_weight_is_rejected(int weight) {
        refused(() -> Stage.of("a", weight), "has the weight " + weight + "; a weight is 1 to 1000");
        refused(() -> Stage.of("a").and("b", weight), "a weight is 1 to 1000");
    }

    @Test
    void the_cheapest_have_no_weights() {
        refused(() -> Stage.cheapest("a").and("b", 3), "can't give weights to providers that go by their price");
    }

    @Test
    void what_makes_no_sense_is_shown_in_the_routes_text() {
        refused(() -> RouteBuilder.in("TH").use("a").otherwise("b", "c", "b"), """
                is wrong at character 21: b stands twice in this rule; each provider is asked once
                  *: b || c || b
                               ^""");
        refused(() -> RouteBuilder.in("TH").use("a").in("TH").use("b").build(), "TH is never reached");
        refused(
                () -> RouteBuilder.when(Condition.country("TH").and(Condition.country("US")))
                        .use("a")
                        .build(),
                "two of a kind");
    }

    @Test
    void a_route_names_at_least_one_provider() {
        refused(() -> Route.of(List.of()), "names no provider");
        refused(() -> RouteBuilder.in("TH").use(new Stage[0]).build(), "names no provider");
    }
}
