package io.heliograph.spring;

import org.springframework.core.env.Environment;

/**
 * Compares what a property says now with what it said when the application was processed ahead of time (AOT): then it was
 * decided which beans there are, and the property changes nothing any more. SMS would go out for real, or be swallowed.
 */
final class AheadOfTime {
    private AheadOfTime() {}

    /**
     * Refuses to start if they differ.
     *
     * @param built what the beans were made for
     * @param fallback what holds where the property isn't set
     */
    static void check(Environment environment, String name, boolean built, boolean fallback) {
        String now = environment.getProperty(name, String.valueOf(fallback)).strip();
        // Another word is refused elsewhere.
        if (now.equalsIgnoreCase(String.valueOf(!built))) {
            throw differs(name, built);
        }
    }

    static SetupException differs(String name, boolean built) {
        return new SetupException(
                name + " is " + !built + " now, and was " + built
                        + " when the application was processed ahead of time (AOT), which decided for good.",
                "Start it with " + name + "=" + built + ", or build it with " + name + "=" + !built + ".");
    }
}
