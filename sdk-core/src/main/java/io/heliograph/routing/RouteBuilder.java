package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds routes in code, equal to those that {@link Route#parse} returns.
 *
 * <pre>{@code
 * Route route = RouteBuilder.in("TH").use("thaibulk", "wavix")
 *         .when(Condition.tag("otp").and(Condition.prefix("+1"))).use(Stage.cheapest("textingline", "wavix"))
 *         .otherwise("wavix");
 * }</pre>
 */
public final class RouteBuilder {
    private static final Rules NONE = new Rules(List.of());

    private RouteBuilder() {}

    /** Begins with a rule for the numbers of these countries; see {@link Condition#country}. */
    public static Open in(String country, String... others) {
        return NONE.in(country, others);
    }

    /** Begins with a rule for the requests that match a condition. */
    public static Open when(Condition condition) {
        return NONE.when(condition);
    }

    /** A route with one rule for every request: these stages, one after the other. */
    public static Route use(Stage... stages) {
        return NONE.otherwise(stages);
    }

    /** Rules in order: the first whose condition matches decides. Immutable and thread-safe. */
    public static final class Rules {
        private final List<Rule> rules;

        private Rules(List<Rule> rules) {
            this.rules = rules;
        }

        /** Adds a rule for the numbers of these countries; see {@link Condition#country}. */
        public Open in(String country, String... others) {
            return when(Condition.country(country, others));
        }

        /** Adds a rule for the requests that match a condition. */
        public Open when(Condition condition) {
            return new Open(this, condition);
        }

        /**
         * Ends with a rule for all other requests: these providers, one after the other.
         *
         * @throws InvalidRequestException as {@link #build()}
         */
        public Route otherwise(String... providers) {
            return new Open(this, Condition.ANY).use(providers).build();
        }

        /**
         * Ends with a rule for all other requests: these stages, one after the other.
         *
         * @throws InvalidRequestException as {@link #build()}
         */
        public Route otherwise(Stage... stages) {
            return new Open(this, Condition.ANY).use(stages).build();
        }

        /**
         * Builds the route; requests that match none of its rules have no provider.
         *
         * @throws InvalidRequestException that shows the mistake in the route's text, for example a provider that
         *     stands twice in one rule, or a rule that can't be reached
         */
        public Route build() {
            return Route.built(rules);
        }

        private Rules with(Rule rule) {
            return new Rules(Stream.concat(rules.stream(), Stream.of(rule)).toList());
        }

        @Override
        public String toString() {
            return Route.text(rules);
        }
    }

    /** A rule with a condition and no providers yet. Immutable and thread-safe. */
    public static final class Open {
        private final Rules before;
        private final Condition condition;

        private Open(Rules before, Condition condition) {
            this.before = before;
            this.condition = condition;
        }

        /**
         * Tries these providers, one after the other.
         *
         * @throws InvalidRequestException if one isn't a provider's name: lower-case letters, digits and hyphens
         */
        public Rules use(String... providers) {
            return use(Stream.of(providers).map(Stage::of).toArray(Stage[]::new));
        }

        /** Tries these stages, one after the other. */
        public Rules use(Stage... stages) {
            return before.with(Rule.of(condition, List.of(stages)));
        }

        @Override
        public String toString() {
            return condition.toString();
        }
    }
}
