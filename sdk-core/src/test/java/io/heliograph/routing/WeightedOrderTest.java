package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import io.heliograph.testing.Property;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Weights distribute the requests, by their keys alone. */
class WeightedOrderTest {
    private static final int KEYS = 50_000;

    /** More than five standard deviations of a share of the sample. */
    private static final double TOLERANCE = 0.0115;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    private static List<String> order(Route route, String key) {
        SendRequest request =
                SendRequest.to("+66812345678").idempotencyKey(key).text("hello").build();
        return route.choose(request, PriceSource.none()).orElseThrow().providers();
    }

    /** The relative frequency of each order. */
    private static Map<String, Double> shares(Route route, IntFunction<String> keys) {
        Map<String, Double> shares = new HashMap<>();
        for (int i = 0; i < KEYS; i++) {
            shares.merge(String.join(" ", order(route, keys.apply(i))), 1.0 / KEYS, Double::sum);
        }
        return shares;
    }

    private static double share(Map<String, Double> shares, String order) {
        return shares.getOrDefault(order, 0.0);
    }

    /** The probability of an order of providers a, b and c when each place is drawn by the weights of the rest. */
    private static void assertEveryPlaceIsDrawnByWeight(IntFunction<String> keys) {
        Map<String, Double> shares = shares(Route.parse("a*5 && b*3 && c*2"), keys);

        for (List<String> order : List.of(
                List.of("a", "b", "c"),
                List.of("a", "c", "b"),
                List.of("b", "a", "c"),
                List.of("b", "c", "a"),
                List.of("c", "a", "b"),
                List.of("c", "b", "a"))) {
            double first = weight(order.get(0)) / 10.0;
            double second = weight(order.get(1)) / (10.0 - weight(order.get(0)));
            assertThat(share(shares, String.join(" ", order)))
                    .as("%s", order)
                    .isCloseTo(first * second, within(TOLERANCE));
        }
    }

    private static int weight(String name) {
        return switch (name) {
            case "a" -> 5;
            case "b" -> 3;
            default -> 2;
        };
    }

    @Test
    void random_keys_are_shared_by_weight_in_every_place() {
        Property.check(3, random -> assertEveryPlaceIsDrawnByWeight(i -> Property.text(random, LETTERS, 8, 36)));
    }

    @Test
    void numbers_in_a_row_are_shared_by_weight_in_every_place() {
        assertEveryPlaceIsDrawnByWeight(i -> "order-" + i);
        assertEveryPlaceIsDrawnByWeight(i -> String.valueOf(1_000_000 + i));
    }

    @Test
    void a_large_weight_leaves_the_small_one_its_share() {
        Map<String, Double> shares = shares(Route.parse("a*99 && b"), i -> "order-" + i);

        assertThat(share(shares, "b a")).isCloseTo(0.01, within(0.0025));
    }

    @Test
    void equal_weights_share_evenly_whatever_the_names() {
        Map<String, Double> shares = shares(Route.parse("wavix && nativehub"), i -> "order-" + i);

        assertThat(share(shares, "wavix nativehub")).isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void stages_are_drawn_a_part() {
        Map<String, Double> shares = shares(Route.parse("a && b || c && d"), i -> "order-" + i);

        assertThat(shares).hasSize(4);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(TOLERANCE)));
    }

    @Test
    void the_same_key_gives_the_same_order_whatever_else_the_request_holds() {
        Property.check(200, random -> {
            String key = Property.text(random, LETTERS, 2, 36);
            Route route = Route.parse("a*5 && b*3 && c*2 && d");
            SendRequest other = SendRequest.to("+12025550123")
                    .idempotencyKey(key)
                    .tag("news")
                    .text(Property.text(random, LETTERS, 1, 20))
                    .build();

            assertThat(route.choose(other, PriceSource.none()).orElseThrow().providers())
                    .isEqualTo(order(route, key));
        });
    }

    @Test
    void a_provider_that_leaves_keeps_the_order_of_the_others() {
        Property.check(200, random -> {
            String key = Property.text(random, LETTERS, 2, 36);
            List<String> others = order(Route.parse("a*5 && b*3 && c*2 && d"), key).stream()
                    .filter(name -> !name.equals("c"))
                    .toList();

            assertThat(order(Route.parse("a*5 && b*3 && d"), key)).isEqualTo(others);
        });
    }

    @Test
    void the_draw_is_the_same_in_every_release() {
        Route route = Route.parse("a*5 && b*3 && c*2 && d");

        assertThat(order(route, "order-42")).containsExactly("b", "c", "a", "d");
        assertThat(order(route, "order-43")).containsExactly("c", "a", "b", "d");
    }

    @Test
    void every_bit_of_the_key_counts() {
        Random random = new Random(7);
        Route route = Route.parse("a && b && c && d && e && f && g && h");
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            String key = Property.text(random, LETTERS, 10, 10);
            String last = key.substring(0, 9) + (key.endsWith("x") ? "y" : "x");
            same += order(route, key).equals(order(route, last)) ? 1 : 0;
        }
        assertThat(same).isLessThan(5);
    }
}
