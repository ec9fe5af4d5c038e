package io.heliograph.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Keeps what is logged at INFO and above during a test. */
final class LogLines implements BeforeEachCallback, AfterEachCallback {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.heliograph");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @Override
    public void beforeEach(ExtensionContext test) {
        appender.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.detachAppender(appender);
        logger.setLevel(null);
        appender.list.clear();
    }

    List<String> all() {
        return List.copyOf(appender.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** All of them as one text. */
    String text() {
        return String.join("\n", all());
    }
}
