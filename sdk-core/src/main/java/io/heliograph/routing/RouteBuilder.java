package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds routes in code, equal to those that {@link Route#parse} reads.
 *
 * <pre>{@code
 * Route route = Routes.in("TH").use("thaibulk", "wavix")
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

    /** Begins with a rule for the requests for which the condition holds. */
    public static Open when(Condition condition) {
        return NONE.when(condition);
    }

    /** One rule for every request: these stages, one after the other. */
    public static Route use(Stage... stages) {
        return NONE.otherwise(stages);
    }

    /** Rules in their order: the first whose condition holds decides. Immutable and thread-safe. */
    public static final class Rules {
        private final List<Rule> rules;

        private Rules(List<Rule> rules) {
            this.rules = rules;
        }

        /** Goes on with a rule for the numbers of these countries; see {@link Condition#country}. */
        public Open in(String country, String... others) {
            return when(Condition.country(country, others));
        }

        /** Goes on with a rule for the requests for which the condition holds. */
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
         * Makes the route; it has no provider for other requests than its rules'.
         *
         * @throws InvalidRequestException that shows what is wrong in the route's text, for example a provider that
         *     stands twice in one rule, or a rule that another always comes before
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

    /** A rule that has its condition and waits for its providers. Immutable and thread-safe. */
    public static final class Open {
        private final Rules before;
        private final Condition condition;

        private Open(Rules before, Condition condition) {
            this.before = before;
            this.condition = condition;
        }

        /**
         * These providers, one after the other.
         *
         * @throws InvalidRequestException if one is no name of a provider: lower-case letters and digits
         */
        public Rules use(String... providers) {
            return use(Stream.of(providers).map(Stage::of).toArray(Stage[]::new));
        }

        /** These stages, one after the other. */
        public Rules use(Stage... stages) {
            return before.with(new Rule(condition, List.of(stages)));
        }

        @Override
        public String toString() {
            return condition.toString();
        }
    }
}
