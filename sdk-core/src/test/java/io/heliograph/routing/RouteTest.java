package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "wavix, wavix",
        "' wavix ', wavix",
        "wavix||androidgateway, wavix androidgateway",
        "wavix || androidgateway, wavix androidgateway",
        "'c ||\ta||\nb ', c a b",
        "a1 || b2c3, a1 b2c3"
    })
    void namesWithBarsBetweenThemAreARouteInThatOrder(String text, String names) {
        assertThat(String.join(" ", Route.parse(text).providers())).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "' ', 1",
        "||, 1",
        "|| wavix, 1",
        "wavix ||, 2",
        "a || || b, 2",
        "a |||| b, 2",
        "a ||| b, 2",
        "a | b, 1",
        "a b, 1",
        "'a, b', 1",
        "a || B, 2",
        "Wavix, 1",
        "1wavix, 1",
        "thai-bulk, 1",
        "thai_bulk, 1",
        "a || b || ไทย, 3",
        "TH: wavix, 1"
    })
    void whatIsNoNameIsRefusedWithItsPlace(String text, int place) {
        assertThatThrownBy(() -> Route.parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("route ")
                .hasMessageContaining("at place " + place + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a || a", "a || b || a"})
    void aProviderStandsInARouteOnce(String text) {
        assertThatThrownBy(() -> Route.parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("route names a provider twice");
    }

    @Test
    void aRouteHasAtLeastOneProvider() {
        assertThatThrownBy(() -> new Route(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("names no provider");
    }

    @Test
    void aRouteKeepsItsOwnList() {
        List<String> names = new ArrayList<>(List.of("a", "b"));
        Route route = new Route(names);
        names.add("c");

        assertThat(route.providers()).containsExactly("a", "b");
    }

    @Test
    void toStringCanBeReadAgain() {
        Route route = Route.parse("c||a||b");

        assertThat(route).hasToString("c || a || b");
        assertThat(Route.parse(route.toString())).isEqualTo(route);
    }
}
