package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.routing.Stage.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A recursive descent parser for routes; each method parses what it is named after. Not thread-safe. */
final class RouteParser {
    static final int MAX = 10_000;
    static final int MAX_RULES = 500;

    private static final int DIGITS_OF_A_WEIGHT = 4;

    private final RouteScanner text;
    private final UnreachableRuleCheck reach;
    private final ConditionParser conditions;
    private final Set<String> named = new HashSet<>();

    private RouteParser(RouteScanner text) {
        this.text = text;
        reach = new UnreachableRuleCheck(text);
        conditions = new ConditionParser(text, reach);
    }

    /**
     * Parses the rules of a route.
     *
     * @throws InvalidRequestException that shows the position of the mistake and what would be right
     */
    static List<Rule> rules(String text) {
        checkLength(text, "");
        return new RouteParser(new RouteScanner(text)).rules();
    }

    static void checkLength(String text, String how) {
        if (text.length() > MAX) {
            throw new InvalidRequestException(
                    "route", "has " + text.length() + " characters" + how + "; it may have at most " + MAX);
        }
    }

    static InvalidRequestException empty() {
        return new InvalidRequestException("route", "names no provider; write for example wavix || androidgateway");
    }

    private List<Rule> rules() {
        text.skipBlanks();
        if (text.atEnd()) {
            throw empty();
        }
        List<Rule> rules = new ArrayList<>();
        do {
            if (rules.size() == MAX_RULES) {
                throw text.wrong(text.place(), "a route has at most " + MAX_RULES + " rules");
            }
            rules.add(rule());
        } while (text.take(";") && !atEndBehindBlanks());
        if (!text.atEnd()) {
            throw endOfRule();
        }
        return rules;
    }

    private boolean atEndBehindBlanks() {
        text.skipBlanks();
        return text.atEnd();
    }

    private Rule rule() {
        text.skipBlanks();
        named.clear();
        Condition condition = Condition.ANY;
        if (text.hasConditions()) {
            condition = Condition.of(conditions.alternatives());
        } else {
            reach.check(List.of(), text.place());
            reach.nextRule();
        }
        List<Stage> stages = new ArrayList<>();
        do {
            stages.add(stage());
        } while (operator('|'));
        return Rule.of(condition, stages);
    }

    /** Skips {@code ||} or {@code &&}. */
    private boolean operator(char sign) {
        String once = String.valueOf(sign);
        if (text.take(once + once)) {
            return true;
        }
        if (text.peek() == sign) {
            throw text.unreadable(
                    text.place(),
                    sign == '|'
                            ? "expected || between a provider and the next to ask, found a single |"
                            : "expected && between providers that share the requests, found a single &");
        }
        return false;
    }

    private Stage stage() {
        if (text.take(ProviderName.CHEAPEST, RouteParser::endsName)) {
            return cheapest();
        }
        List<Target> targets = new ArrayList<>();
        do {
            targets.add(target(provider()));
        } while (operator('&'));
        return Stage.shared(targets);
    }

    private static boolean endsName(int next) {
        return !Criterion.isPlain(next);
    }

    private Target target(String name) {
        if (text.take("(")) {
            throw text.unreadable(
                    text.place() - 1, "only cheapest has names in parentheses: cheapest(wavix, nativehub)");
        }
        return new Target(name, text.take("*") ? weight() : 1);
    }

    private int weight() {
        text.skipBlanks();
        int place = text.place();
        String digits = text.takeWhile(Criterion::isDigit);
        String right = "a weight is a whole number from 1 to " + Stage.MAX_WEIGHT;
        if (digits.isEmpty() || text.peek() == '.') {
            throw text.unreadable(text.place(), right + ", as in wavix*3");
        }
        int weight = digits.length() <= DIGITS_OF_A_WEIGHT ? Integer.parseInt(digits) : Integer.MAX_VALUE;
        if (weight < 1 || weight > Stage.MAX_WEIGHT) {
            throw text.wrong(place, right);
        }
        return weight;
    }

    private Stage cheapest() {
        if (!text.take("(")) {
            throw text.expected("( behind cheapest, as in cheapest(wavix, nativehub)");
        }
        int opened = text.place();
        List<String> names = new ArrayList<>();
        do {
            names.add(provider());
        } while (text.take(","));
        if (!text.take(")")) {
            throw text.expected("a comma, or ) for the ( of character " + opened);
        }
        text.skipBlanks();
        if (text.peek() == '&' || text.peek() == '*') {
            throw text.unreadable(
                    text.place(), "cheapest(…) is a stage of its own, without weights; write || before the next");
        }
        return Stage.cheapest(names);
    }

    /** Parses a name that isn't in this rule yet. */
    private String provider() {
        text.skipBlanks();
        int place = text.place();
        String name = ProviderName.read(text);
        if (!named.add(name)) {
            throw text.wrong(place, name + " stands twice in this rule; each provider is asked once");
        }
        return name;
    }

    private InvalidRequestException endOfRule() {
        return switch (text.peek()) {
            case ')' -> text.unreadable(text.place(), "there is no ( before this )");
            case '=' -> text.unreadable(text.place(), "a condition stands before a colon, as in tag=otp: wavix");
            case ':' -> text.unreadable(text.place(), "a rule has one colon; write ; before the next rule");
            case ',' ->
                text.unreadable(
                        text.place(),
                        "a comma stands in conditions and in cheapest(…); providers have || or && between them");
            default -> text.expected("||, && or ; behind a provider");
        };
    }
}
