package io.heliograph.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Switches the log on and off: off by default, because the commands print their results themselves. */
public final class Logging {
    private Logging() {}

    public static void verbose(boolean on) {
        logger().setLevel(on ? Level.DEBUG : Level.OFF);
    }

    public static void unexpected(Exception e) {
        logger().error("unexpected", e);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("io.heliograph");
    }
}
