package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.heliograph.sandbox");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void the_log_has_neither_numbers_nor_texts_nor_credentials() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Browser.postAndroid(sandbox, "", """
                    {"id":"66812345678","message":"Hello","phoneNumbers":["+66812345678"]}""");
            Browser.getAndroid(sandbox, "66812345678");
            Browser.postWavix(sandbox, """
                    {"from":"ACME","to":"+66812345678","message_body":{"text":"Hello","media":null}}""");
            Browser.call(sandbox, "nativehub", "POST", "/messages", """
                    {"from":"ACME","to":"+66812345678","body":"Hello"}""");
            Browser.call(sandbox, "textingline", "POST", "/api/v1/messaging/message", """
                    {"from":"+66812345678","to":"+66812345678","body":"Hello"}""");
            Browser.call(sandbox, "thaibulk", "POST", "/sms/send", """
                    {"sender":"ACME","msisdns":["66812345678"],"content":"Hello"}""");
        }

        List<String> lines = List.copyOf(appender.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(lines)
                .contains("androidgateway: POST answered 202", "androidgateway: GET answered 200")
                .contains("wavix: POST answered 201", "nativehub: POST answered 201")
                .contains("textingline: POST answered 201", "thaibulk: POST answered 200")
                .noneMatch(line -> line.contains("66812345678") || line.contains("Hello") || line.contains("ACME"));
        assertThat(appender.list).allMatch(event -> event.getLevel() == Level.DEBUG);
    }
}
