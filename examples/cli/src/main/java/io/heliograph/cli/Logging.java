package io.heliograph.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Switches the log on and off: off by default, because the commands print their results themselves. */
final class Logging {
    private Logging() {}

    static void verbose(boolean on) {
        logger().setLevel(on ? Level.DEBUG : Level.OFF);
    }

    static void unexpected(Exception e) {
        logger().error("unexpected", e);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.heliograph");
    }
}
