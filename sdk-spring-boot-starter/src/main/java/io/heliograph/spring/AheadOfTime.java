package io.heliograph.spring;

import org.springframework.core.env.Environment;

/**
 * Compares a property's value with its value when the application was processed ahead of time (AOT), which decided which beans
 * there are. With another value now, SMS would go out for real, or would be lost in the sandbox.
 */
final class AheadOfTime {
    private AheadOfTime() {}

    /**
     * Fails the start if they differ.
     *
     * @param built the value for which the beans were made
     * @param fallback the value where the property isn't set
     */
    static void check(Environment environment, String name, boolean built, boolean fallback) {
        String now = environment.getProperty(name, String.valueOf(fallback)).strip();
        // BoundSettings refuses values other than true and false.
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

    /** The fault of a property that was set when the application was processed and isn't now, or the other way round. */
    static SetupException set(String name, boolean built) {
        return new SetupException(
                name + (built ? " isn't set now, and was" : " is set now, and wasn't")
                        + " when the application was processed ahead of time (AOT), which decided for good.",
                "Start it " + (built ? "with " : "without ") + name + ", or build it again.");
    }
}
