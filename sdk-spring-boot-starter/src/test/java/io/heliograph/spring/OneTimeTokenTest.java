package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.spring.security.OneTimeTokenRecipient;
import io.heliograph.spring.security.SmsOneTimeTokenHandler;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.ott.DefaultOneTimeToken;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;

class OneTimeTokenTest {
    private static final String VALUE = "3f0a8a3e-token";
    private static final Map<String, String> NUMBERS = Map.of("kestrel", "+447700900123", "opted-out", "+447700900002");

    private final Sandbox sandbox = Sandbox.builder().start();
    private final SmsClient client = SandboxClients.client(
                    sandbox, Map.of("heliograph.providers.wavix.from", "ACME"), "wavix")
            .build();
    private final OneTimeTokenRecipient recipient =
            username -> Optional.ofNullable(NUMBERS.get(username)).map(PhoneNumber::of);
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.heliograph");

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
        client.close();
        sandbox.close();
    }

    private static OneTimeToken token(String username) {
        return new DefaultOneTimeToken(VALUE, username, Instant.parse("2026-11-30T08:00:00.123456Z"));
    }

    private SmsOneTimeTokenHandler handler(OneTimeTokenRecipient ofUsers, Executor executor) {
        return new SmsOneTimeTokenHandler(client, ofUsers, executor, "Your code is {token}", "/login/ott");
    }

    private MockHttpServletResponse handle(SmsOneTimeTokenHandler handler, String username) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            handler.handle(new MockHttpServletRequest(), response, token(username));
        } catch (IOException | jakarta.servlet.ServletException e) {
            throw new AssertionError(e);
        }
        return response;
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void a_token_is_one_sms_to_its_user_and_the_response_does_not_wait_for_it() {
        SmsOneTimeTokenHandler handler = handler(recipient, tasks::add);

        assertThat(handle(handler, "kestrel").getRedirectedUrl()).isEqualTo("/login/ott");
        assertThat(handle(handler, "kestrel").getRedirectedUrl()).isEqualTo("/login/ott");
        assertThat(sandbox.inbox()).isEmpty();
        tasks.forEach(Runnable::run);

        assertThat(sandbox.inbox())
                .singleElement()
                .extracting(InboxMessage::to, InboxMessage::text)
                .containsExactly("+447700900123", "Your code is " + VALUE);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void the_response_is_the_same_whoever_asks_and_whatever_became_of_the_sms() {
        SmsOneTimeTokenHandler handler = handler(recipient, Runnable::run);
        for (String username : List.of("kestrel", "nobody", "opted-out")) {
            MockHttpServletResponse response = handle(handler, username);
            assertThat(response.getStatus()).isEqualTo(302);
            assertThat(response.getRedirectedUrl()).isEqualTo("/login/ott");
            assertThat(response.getHeaderNames()).containsOnly("Location");
        }
        assertThat(sandbox.inbox())
                .filteredOn(message -> message.state().equals("rejected"))
                .hasSize(1);
        assertThat(sandbox.inbox()).hasSize(2);
        assertThat(warnings()).containsExactly("a one-time token wasn't sent: OPTED_OUT");
    }

    @Test
    void failures_of_the_application_are_logged_without_the_user_and_change_no_response() {
        SmsOneTimeTokenHandler failing = handler(
                username -> {
                    throw new IllegalStateException("no row for " + username);
                },
                Runnable::run);
        SmsOneTimeTokenHandler full = handler(recipient, task -> {
            throw new RejectedExecutionException("full");
        });
        assertThat(handle(failing, "kestrel").getRedirectedUrl()).isEqualTo("/login/ott");
        assertThat(handle(full, "kestrel").getRedirectedUrl()).isEqualTo("/login/ott");
        assertThat(warnings())
                .containsExactly(
                        "a one-time token wasn't sent: java.lang.IllegalStateException",
                        "a one-time token wasn't sent: the executor has no thread for it");
    }

    @Test
    void no_log_has_the_token_the_user_or_the_number() {
        SmsOneTimeTokenHandler handler = handler(recipient, Runnable::run);
        NUMBERS.keySet().forEach(username -> handle(handler, username));
        handle(handler, "nobody");
        assertThat(log.list)
                .isNotEmpty()
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(VALUE)
                        || line.contains("kestrel")
                        || line.contains("nobody")
                        || line.contains("7700900"));
    }

    @Test
    void a_text_without_the_token_is_refused() {
        assertThatThrownBy(() -> new SmsOneTimeTokenHandler(client, recipient, Runnable::run, "hello", "/"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("text must have {token} in it");
    }

    private final WebApplicationContextRunner context = new WebApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(SmsClientAutoConfiguration.class, OneTimeTokenAutoConfiguration.class))
            .withPropertyValues("heliograph.sandbox.enabled=true");

    @Test
    void it_is_there_where_the_application_knows_the_numbers_of_its_users() {
        context.run(each -> assertThat(each).doesNotHaveBean(OneTimeTokenGenerationSuccessHandler.class));
        context.withBean(OneTimeTokenRecipient.class, () -> recipient)
                .run(each -> assertThat(each).hasSingleBean(SmsOneTimeTokenHandler.class));
        context.withBean(OneTimeTokenRecipient.class, () -> recipient)
                .withPropertyValues("heliograph.enabled=false")
                .run(each -> assertThat(each).hasNotFailed().doesNotHaveBean(SmsOneTimeTokenHandler.class));
        OneTimeTokenGenerationSuccessHandler mine = (request, response, token) -> {};
        context.withBean(OneTimeTokenRecipient.class, () -> recipient)
                .withBean(OneTimeTokenGenerationSuccessHandler.class, () -> mine)
                .run(each -> assertThat(each).doesNotHaveBean(SmsOneTimeTokenHandler.class));
    }

    @Test
    void without_spring_security_there_is_none_of_it() {
        context.withBean(OneTimeTokenRecipient.class, () -> recipient)
                .withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(each -> assertThat(each)
                        .hasNotFailed()
                        .hasSingleBean(SmsClient.class)
                        .doesNotHaveBean(SmsOneTimeTokenHandler.class));
    }

    @Test
    void a_setting_without_the_token_is_named_at_the_start() {
        context.withPropertyValues("heliograph.one-time-token.text=hello")
                .run(each -> assertThat(each)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("heliograph.one-time-token.text must have {token} in it"));
    }
}
