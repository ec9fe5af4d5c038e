package io.heliograph.routing;

import io.heliograph.routing.Criterion.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first rule of a route that matches a request, without a look at each rule: alternatives are kept by their prefix,
 * or else by their tag or country. Immutable after it is made, and thread-safe.
 */
final class RuleIndex {
    /** No rule: more than any rule's number. */
    static final int NONE = Integer.MAX_VALUE;

    /** One alternative of a rule's condition, which matches where all its criteria do. */
    private record Alternative(int rule, List<Criterion> criteria) {
        boolean matches(RequestAttributes request) {
            for (int i = 0; i < criteria.size(); i++) {
                if (!request.hold(criteria.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Nullable
        String value(Kind kind) {
            for (Criterion criterion : criteria) {
                if (criterion.kind() == kind) {
                    return criterion.value();
                }
            }
            return null;
        }
    }

    /** The alternatives of a prefix, and the nodes of prefixes that are a digit longer. */
    private static final class Node {
        private final List<Alternative> alternatives = new ArrayList<>();
        private final @Nullable Node[] longer = new Node[10];
    }

    private final Node prefixes = new Node();
    private final Map<String, List<Alternative>> tags = new HashMap<>();
    private final Map<String, List<Alternative>> countries = new HashMap<>();
    private final List<Alternative> others = new ArrayList<>();

    /** The first rule with a country: before it, the country needn't be determined. */
    private int firstWithCountry = NONE;

    RuleIndex(List<Rule> rules) {
        for (int rule = 0; rule < rules.size(); rule++) {
            for (List<Criterion> criteria : rules.get(rule).condition().alternatives()) {
                add(new Alternative(rule, criteria));
            }
        }
    }

    private void add(Alternative alternative) {
        String prefix = alternative.value(Kind.PREFIX);
        String tag = alternative.value(Kind.TAG);
        String country = alternative.value(Kind.COUNTRY);
        if (prefix != null) {
            node(prefix).alternatives.add(alternative);
        } else if (tag != null) {
            tags.computeIfAbsent(tag, key -> new ArrayList<>()).add(alternative);
        } else if (country != null) {
            countries.computeIfAbsent(country, key -> new ArrayList<>()).add(alternative);
            firstWithCountry = Math.min(firstWithCountry, alternative.rule());
        } else {
            others.add(alternative);
        }
    }

    private Node node(String prefix) {
        Node node = prefixes;
        for (int i = 1; i < prefix.length(); i++) { // after the plus
            int digit = prefix.charAt(i) - '0';
            Node next = node.longer[digit];
            if (next == null) {
                next = new Node();
                node.longer[digit] = next;
            }
            node = next;
        }
        return node;
    }

    /** The number of the first rule that matches, from 0; {@link #NONE} if there is none. */
    int find(RequestAttributes request) {
        int first = first(others, request, NONE);
        first = firstByPrefix(request, first);
        String tag = tags.isEmpty() ? null : request.tag();
        if (tag != null) {
            first = first(tags.getOrDefault(tag, List.of()), request, first);
        }
        return firstWithCountry < first
                ? first(countries.getOrDefault(request.country(), List.of()), request, first)
                : first;
    }

    private int firstByPrefix(RequestAttributes request, int before) {
        String number = request.number();
        int first = before;
        Node node = prefixes;
        for (int i = 1; node != null; i++) {
            first = first(node.alternatives, request, first);
            node = i < number.length() ? node.longer[number.charAt(i) - '0'] : null;
        }
        return first;
    }

    /** The first rule of these alternatives that matches and is before another one; that one if none is. */
    private static int first(List<Alternative> alternatives, RequestAttributes request, int before) {
        for (int i = 0; i < alternatives.size(); i++) {
            Alternative alternative = alternatives.get(i);
            if (alternative.rule() >= before) {
                return before;
            }
            if (alternative.matches(request)) {
                return alternative.rule();
            }
        }
        return before;
    }
}
