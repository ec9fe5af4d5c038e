package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import io.heliograph.testing.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties of every route. */
class RouteLawsTest {
    private static final int RUNS = 1_000;

    private static final String ALPHABET = "aTHz09*+=\"\\,;:|&() \t\nocheapest.tagtextfrommedia-_é😀";

    @Test
    void every_route_is_read_from_its_spelling() {
        Property.check(RUNS, random -> {
            Route route = RandomRoute.built(random);

            assertThat(Route.parse(route.toString()))
                    .isEqualTo(route)
                    .hasSameHashCodeAs(route)
                    .hasToString(route.toString());
        });
    }

    @Test
    void blanks_between_the_tokens_change_nothing() {
        Property.check(RUNS, random -> {
            List<String> tokens = RandomRoute.tokens(random);
            Route tight = Route.parse(RandomRoute.join(tokens, () -> ""));

            assertThat(Route.parse(RandomRoute.join(tokens, () -> Property.text(random, " \t\r\n", 0, 3))))
                    .isEqualTo(tight);
        });
    }

    @Test
    void every_choice_is_of_its_own_providers_each_once_and_always_the_same() {
        Property.check(RUNS, random -> {
            Route route = RandomRoute.built(random);
            SendRequest request = RandomRoute.request(random);

            Optional<RouteDecision> choice = route.choose(request, PriceSource.none());

            assertThat(Route.parse(route.toString()).choose(request, PriceSource.none()))
                    .isEqualTo(choice);
            choice.ifPresent(routeDecision -> {
                assertThat(route.toString()).contains(routeDecision.rule());
                assertThat(route.providers()).containsAll(routeDecision.providers());
                assertThat(routeDecision.providers()).isNotEmpty().doesNotHaveDuplicates();
                assertThat(Route.parse(routeDecision.rule()).providers())
                        .containsExactlyInAnyOrderElementsOf(routeDecision.providers());
            });
        });
    }

    @Test
    void any_text_is_either_a_route_or_an_error_with_its_position() {
        Set<Boolean> seen = new HashSet<>();
        Property.check(10_000, random -> {
            String text = spoilt(random);
            boolean read = true;
            try {
                Route.parse(text);
            } catch (InvalidRequestException e) {
                read = false;
                assertThat(e.getMessage())
                        .matches(
                                "(?s)route (can't be read|is wrong) at (line \\d+, )?character \\d+: .*\\n  .*\\n  +\\^"
                                        + "|route names no provider; .*");
            }
            seen.add(read);
        });
        assertThat(seen).hasSize(2);
    }

    /** A valid text with a few characters changed, or a random text. */
    private static String spoilt(Random random) {
        if (random.nextInt(4) == 0) {
            return Property.text(random, ALPHABET, 0, 30);
        }
        List<Character> text = new ArrayList<>();
        RandomRoute.built(random).toString().chars().forEach(c -> text.add((char) c));
        for (int i = random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.size());
            switch (random.nextInt(3)) {
                case 0 -> text.remove(at);
                case 1 -> text.add(at, Property.pick(random, ALPHABET));
                default -> text.set(at, Property.pick(random, ALPHABET));
            }
        }
        StringBuilder joined = new StringBuilder();
        text.forEach(joined::append);
        return joined.toString();
    }
}
