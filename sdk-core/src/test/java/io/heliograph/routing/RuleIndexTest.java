package io.heliograph.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.SendRequest;
import io.heliograph.testing.Property;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleIndexTest {
    private static final List<String> TERMS = List.of(
            "TH", "US", "GB", "+6", "+66", "+6681", "+44", "tag=otp", "tag=news", "media", "text=ucs2", "from=none");

    private static final List<String> NUMBERS =
            List.of("+66812345678", "+66912345678", "+447537151866", "+14155550100", "+8816123456789");

    @Test
    void the_first_rule_that_matches_is_found_as_by_a_look_at_each() {
        Set<Integer> found = new HashSet<>();
        Property.check(3_000, random -> {
            List<Rule> rules = rules(random);
            SendRequest request = request(random);

            int number = new RuleIndex(rules).find(new RequestAttributes(request));

            assertThat(number).as("%s for %s", rules, request).isEqualTo(byEach(rules, request));
            found.add(number);
        });
        assertThat(found).hasSizeGreaterThan(4).contains(RuleIndex.NONE);
    }

    private static int byEach(List<Rule> rules, SendRequest request) {
        RequestAttributes attributes = new RequestAttributes(request);
        for (int number = 0; number < rules.size(); number++) {
            boolean matches = rules.get(number).condition().alternatives().stream()
                    .anyMatch(criteria -> criteria.stream().allMatch(attributes::hold));
            if (matches) {
                return number;
            }
        }
        return RuleIndex.NONE;
    }

    /** Rules that a route's text mustn't have, because some can't be reached: the index must get those right too. */
    private static List<Rule> rules(Random random) {
        return random.ints(random.nextInt(8) + 1L)
                .mapToObj(any -> Rule.of(condition(random), List.of(Stage.of("wavix"))))
                .toList();
    }

    private static Condition condition(Random random) {
        Condition condition = alternative(random);
        for (int more = random.nextInt(3); more > 0; more--) {
            condition = condition.or(alternative(random));
        }
        return condition;
    }

    private static Condition alternative(Random random) {
        Condition condition = random.nextInt(12) == 0 ? Condition.ANY : term(random);
        for (int more = random.nextInt(3); more > 0; more--) {
            condition = condition.and(term(random));
        }
        return condition;
    }

    private static Condition term(Random random) {
        String text = TERMS.get(random.nextInt(TERMS.size()));
        return RouteParser.rules(text + ": wavix").get(0).condition();
    }

    private static SendRequest request(Random random) {
        SendRequest.Builder request = SendRequest.to(NUMBERS.get(random.nextInt(NUMBERS.size())))
                .text(random.nextBoolean() ? "Hello" : "รหัส");
        if (random.nextBoolean()) {
            request.tag(random.nextBoolean() ? "otp" : "other");
        }
        if (random.nextBoolean()) {
            request.from("ACME");
        }
        if (random.nextInt(4) == 0) {
            request.media("https://example.com/a.png");
        }
        return request.build();
    }
}
