package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.testing.Property;
import io.heliograph.text.Encoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random routes and requests, with few names so that they match often. */
final class RandomRoute {
    private static final List<String> COUNTRIES = List.of("TH", "US", "CA", "LA", "GB", "XK");
    private static final List<String> PREFIXES = List.of("+1", "+66", "+6681", "+66812345678", "+44", "+8");
    private static final List<String> NAMES = List.of("a", "wavix", "cheap", "cheapest1", "x9", "tag", "media", "th");
    private static final String TAG_LETTERS = "abZ09._- :;,|&*()\"\\=ไ";

    private RandomRoute() {}

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A route built in code. An invalid one, such as one with an unreachable rule, is discarded. */
    static Route built(Random random) {
        while (true) {
            try {
                return Route.built(rules(random));
            } catch (InvalidRequestException e) {
                if (!e.violations().get(0).problem().startsWith("is wrong at ")) {
                    throw e;
                }
            }
        }
    }

    private static List<Rule> rules(Random random) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rules.add(Rule.of(condition(random), stages(random)));
        }
        if (rules.isEmpty() || random.nextBoolean()) {
            rules.add(Rule.of(Condition.ANY, stages(random)));
        }
        return rules;
    }

    private static Condition condition(Random random) {
        Condition condition = term(random);
        for (int i = random.nextInt(3); i > 0; i--) {
            Condition other = term(random);
            condition = random.nextBoolean() ? condition.or(other) : condition.and(other);
        }
        return condition;
    }

    private static Condition term(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Condition.country(one(random, COUNTRIES));
            case 1 -> Condition.prefix(one(random, PREFIXES));
            case 2 -> Condition.tag(Property.text(random, TAG_LETTERS, 1, 6) + "t");
            case 3 -> Condition.media();
            case 4 -> Condition.text(one(random, List.of(Encoding.values())));
            case 5 -> Condition.from(one(random, List.of(Sender.Kind.values())));
            default -> Condition.noSender();
        };
    }

    private static List<Stage> stages(Random random) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<Stage> stages = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            stages.add(
                    random.nextInt(3) == 0 ? Stage.cheapest(names.remove(0), names.remove(0)) : shared(random, names));
        }
        return stages;
    }

    private static Stage shared(Random random, List<String> names) {
        Stage stage = Stage.of(names.remove(0), weight(random));
        return random.nextBoolean() ? stage : stage.and(names.remove(0), weight(random));
    }

    private static int weight(Random random) {
        return random.nextBoolean() ? 1 : 1 + random.nextInt(1000);
    }

    /** The tokens of a route whose tags need no quotes; the blank between two conditions is a token. */
    static List<String> tokens(Random random) {
        List<String> tokens = new ArrayList<>();
        List<String> countries = new ArrayList<>(COUNTRIES);
        Collections.shuffle(countries, random);
        for (int i = random.nextInt(3); i > 0; i--) {
            tokens.addAll(List.of(countries.remove(0), " ", "tag=otp", ",", countries.remove(0), ":"));
            tokens.addAll(stageTokens(random));
            tokens.add(";");
        }
        tokens.addAll(random.nextBoolean() ? List.of("*", ":") : List.of());
        tokens.addAll(stageTokens(random));
        tokens.addAll(random.nextBoolean() ? List.of(";") : List.of());
        return tokens;
    }

    private static List<String> stageTokens(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> List.of("cheapest", "(", "a", ",", "b", ")", "||", "c");
            case 1 -> List.of("a", "*", "12", "&&", "b", "||", "c");
            default -> List.of("a", "||", "cheapest", "(", "b", ")");
        };
    }

    static String join(List<String> tokens, Supplier<String> blanks) {
        StringBuilder text = new StringBuilder(blanks.get());
        tokens.forEach(token -> text.append(token).append(blanks.get()));
        return text.toString();
    }

    static SendRequest request(Random random) {
        SendRequest.Builder request = SendRequest.to(
                        one(random, List.of("+66812345678", "+12025550123", "+447400123456")))
                .text(one(random, List.of("hello", "สวัสดี")));
        if (random.nextBoolean()) {
            request.from(one(random, List.of("ACME", "12345", "+66812345678")));
        }
        if (random.nextBoolean()) {
            request.media("https://example.com/a.jpg");
        }
        return request.build();
    }
}
