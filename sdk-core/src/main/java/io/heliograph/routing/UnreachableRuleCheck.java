package io.heliograph.routing;

import java.util.ArrayList;
import java.util.List;

/** Finds conditions that can never decide because an earlier one matches the same requests. Not thread-safe. */
final class UnreachableRuleCheck {
    private record Earlier(List<Criterion> terms, int rule) {
        /** Whether every request that matches the other matches this; plain loops, because each pair is compared. */
        boolean covers(List<Criterion> other) {
            for (Criterion term : terms) {
                if (!isImplied(term, other)) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isImplied(Criterion term, List<Criterion> by) {
            for (Criterion criterion : by) {
                if (criterion.implies(term)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final RouteScanner text;
    private final List<Earlier> earlier = new ArrayList<>();
    private int rule = 1;

    UnreachableRuleCheck(RouteScanner text) {
        this.text = text;
    }

    /** Checks the next alternative, in the order of the text. */
    void check(List<Criterion> alternative, int place) {
        for (Earlier before : earlier) {
            if (before.covers(alternative)) {
                throw text.wrong(place, complaint(before, Criterion.text(alternative)));
            }
        }
        earlier.add(new Earlier(alternative, rule));
    }

    private String complaint(Earlier before, String text) {
        String other = Criterion.text(before.terms());
        if (before.rule() == rule) {
            return other.equals(text)
                    ? text + " stands twice in one condition"
                    : text + " adds nothing: " + other + " before it holds for the same requests";
        }
        return before.terms().isEmpty()
                ? "this rule is never reached: rule " + before.rule()
                        + " is for every request; a provider to fall back " + "on stands behind || in the same rule"
                : text + " is never reached: " + other + " in rule " + before.rule() + " holds for the same requests; "
                        + "what is asked for more precisely stands first";
    }

    void nextRule() {
        rule++;
    }
}
