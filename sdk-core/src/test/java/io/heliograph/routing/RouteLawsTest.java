package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.testing.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every route. */
class RouteLawsTest {
    private static final int RUNS = 1_000;

    private static final String ALPHABET = "aTHz09*+=\"\\,;:|&() \t\nocheapest.tagtextfrommedia-_é😀";

    @Test
    void everyRouteIsReadFromItsSpelling() {
        Property.check(RUNS, random -> {
            Route route = RandomRoute.built(random);

            assertThat(Route.parse(route.toString()))
                    .isEqualTo(route)
                    .hasSameHashCodeAs(route)
                    .hasToString(route.toString());
        });
    }

    @Test
    void blanksBetweenTheTokensChangeNothing() {
        Property.check(RUNS, random -> {
            List<String> tokens = RandomRoute.tokens(random);
            Route tight = Route.parse(RandomRoute.join(tokens, () -> ""));

            assertThat(Route.parse(RandomRoute.join(tokens, () -> Property.text(random, " \t\r\n", 0, 3))))
                    .isEqualTo(tight);
        });
    }

    @Test
    void everyChoiceIsOfItsOwnProvidersEachOnceAndAlwaysTheSame() {
        Property.check(RUNS, random -> {
            Route route = RandomRoute.built(random);
            SendRequest request = RandomRoute.request(random);

            Optional<Choice> choice = route.choose(request, Prices.none());

            assertThat(Route.parse(route.toString()).choose(request, Prices.none()))
                    .isEqualTo(choice);
            choice.ifPresent(its -> {
                assertThat(route.toString()).contains(its.rule());
                assertThat(route.providers()).containsAll(its.providers());
                assertThat(its.providers()).isNotEmpty().doesNotHaveDuplicates();
                assertThat(Route.parse(its.rule()).providers()).containsExactlyInAnyOrderElementsOf(its.providers());
            });
        });
    }

    @Test
    void anyTextIsEitherARouteOrRefusedWithItsPlace() {
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

    /** A right text of which a few characters are others, or quite another text. */
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
