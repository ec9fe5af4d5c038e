package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Numbers and texts stay out of logs and of everything that is printed. */
class PrivacyTest {
    private static final String NUMBER = "+66812345678";
    private static final String TEXT = "Kestrel 482910";
    private static final SendRequest REQUEST = SendRequest.to(NUMBER)
            .from("+66998765432")
            .key("order-42")
            .text(TEXT)
            .build();

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.heliograph");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(null);
    }

    static Stream<FakeProvider.Sending> endings() {
        return Stream.of(
                (request, scope) -> new Answer.Accepted(Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                        .to(PhoneNumber.of(NUMBER))
                        .rawJson("{\"to\":\"" + NUMBER + "\",\"text\":\"" + TEXT + "\"}")
                        .build()),
                (request, scope) -> new Answer.Refused(Refusal.builder(ErrorType.CONTENT_REJECTED, "it was refused")
                        .vendorText(TEXT + " to " + NUMBER)
                        .build()),
                (request, scope) -> new Answer.Unclear("HTTP 502"),
                (request, scope) -> {
                    throw new IllegalStateException(TEXT + " to " + NUMBER);
                },
                (request, scope) -> {
                    Replies.bytesOut(scope);
                    throw new IllegalStateException(TEXT + " to " + NUMBER);
                });
    }

    private List<String> logged() {
        return appender.list.stream()
                .map(event -> event.getFormattedMessage() + " " + event.getThrowableProxy())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void noEndingOfASendPrintsTheNumberOrTheText(FakeProvider.Sending ending) {
        SendOutcome outcome = Sends.send(REQUEST, FakeProvider.of("first", ending));

        assertThat(logged()).isNotEmpty();
        assertThat(String.join("\n", logged()) + outcome)
                .doesNotContain("812345678")
                .doesNotContain("998765432")
                .doesNotContain("482910")
                .doesNotContain("Kestrel");
    }

    @Test
    void whatMayHaveBeenSentIsAWarningWithItsProviderAndKey() {
        Sends.send(REQUEST, FakeProvider.of("first", (request, scope) -> new Answer.Unclear("HTTP 502")));

        assertThat(appender.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("first may have sent order-42: HTTP 502");
    }

    @Test
    void nothingElseIsAWarning() {
        Sends.send(REQUEST, FakeProvider.refusing("first", ErrorType.NO_ROUTE), FakeProvider.accepting("second"));

        assertThat(appender.list)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getLevel()).isEqualTo(Level.DEBUG));
    }
}
