package io.heliograph.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmsExceptionTest {
    private static final Map<ErrorType, Class<? extends SmsException>> LEAVES = Map.ofEntries(
            Map.entry(ErrorType.INVALID_REQUEST, RejectedException.class),
            Map.entry(ErrorType.INVALID_RECIPIENT, RejectedException.class),
            Map.entry(ErrorType.INVALID_SENDER, RejectedException.class),
            Map.entry(ErrorType.OPTED_OUT, RejectedException.class),
            Map.entry(ErrorType.RECIPIENT_BLOCKED, RejectedException.class),
            Map.entry(ErrorType.CONTENT_REJECTED, RejectedException.class),
            Map.entry(ErrorType.DUPLICATE, RejectedException.class),
            Map.entry(ErrorType.OTHER, RejectedException.class),
            Map.entry(ErrorType.AUTHENTICATION, CredentialsException.class),
            Map.entry(ErrorType.PERMISSION, CredentialsException.class),
            Map.entry(ErrorType.ACCOUNT, AccountException.class),
            Map.entry(ErrorType.INSUFFICIENT_CREDIT, AccountException.class),
            Map.entry(ErrorType.QUOTA_EXCEEDED, AccountException.class),
            Map.entry(ErrorType.SPEND_LIMIT, AccountException.class),
            Map.entry(ErrorType.RATE_LIMITED, RateLimitedException.class),
            Map.entry(ErrorType.UNREACHABLE, ProviderUnavailableException.class),
            Map.entry(ErrorType.NO_ROUTE, ProviderUnavailableException.class),
            Map.entry(ErrorType.PROVIDER_ERROR, ProviderUnavailableException.class),
            Map.entry(ErrorType.UNSUPPORTED, UnsupportedException.class),
            Map.entry(ErrorType.CONFIGURATION, ConfigurationException.class),
            Map.entry(ErrorType.DEADLINE, DeadlineException.class));

    private static final Attempt ATTEMPT = new Attempt(
            "wavix", 1, Instant.EPOCH, Duration.ZERO, Attempt.Result.REJECTED, ErrorType.NO_ROUTE, "E7", 400, "no");

    @ParameterizedTest
    @EnumSource
    void every_error_type_has_its_leaf(ErrorType type) {
        SmsException exception = SmsException.of(Failure.of(type, "a reason"), List.of());

        assertThat(exception).isExactlyInstanceOf(LEAVES.get(type));
        assertThat(exception.errorType()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_is_never_a_send(ErrorType type) {
        assertThat(SmsException.of(Failure.of(type, "a reason"), List.of()).mayHaveBeenSent())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void an_exception_is_retryable_as_its_failure_says(ErrorType type) {
        Failure yes = Failure.builder(type, "a reason").retryable(true).build();
        Failure failure = Failure.builder(type, "a reason").retryable(false).build();

        assertThat(SmsException.of(yes, List.of()).retryable()).isTrue();
        assertThat(SmsException.of(failure, List.of()).retryable()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void no_message_holds_the_vendors_words(ErrorType type) {
        Failure failure = Failure.builder(type, "a reason")
                .code("E7")
                .vendorText("+66812345678 is barred")
                .build();

        SmsException exception = SmsException.of(failure, List.of());

        assertThat(exception).hasMessage(type + " (E7): a reason").hasNoCause();
        assertThat(exception.toString()).doesNotContain("66812345678").doesNotContain("barred");
    }

    @Test
    void an_exception_carries_its_failure_and_its_attempts() {
        Failure failure = Failure.of(ErrorType.NO_ROUTE, "a reason");
        SmsException exception = SmsException.of(failure, List.of(ATTEMPT));

        assertThat(exception.failure()).containsSame(failure);
        assertThat(exception.attempts()).containsExactly(ATTEMPT);
        assertThatThrownBy(() -> exception.attempts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_unknown_outcome_may_have_been_sent_and_is_not_to_be_retried() {
        IdempotencyKey key = IdempotencyKey.of("order-42");
        UnknownOutcomeException exception =
                new UnknownOutcomeException(new SendOutcome.Unknown("wavix", "silence", key, List.of(ATTEMPT)));

        assertThat(exception)
                .returns(true, SmsException::mayHaveBeenSent)
                .returns(false, SmsException::retryable)
                .returns(key, UnknownOutcomeException::key)
                .returns("wavix", UnknownOutcomeException::provider)
                .hasMessageContainingAll("wavix", "silence");
        assertThat(exception.failure()).isEmpty();
        assertThat(exception.attempts()).containsExactly(ATTEMPT);
    }

    @Test
    void a_message_that_was_not_found_is_no_send() {
        MessageNotFoundException exception = new MessageNotFoundException(new MessageId("wavix", "m-66812345678"));

        assertThat(exception)
                .returns(false, SmsException::mayHaveBeenSent)
                .returns(false, SmsException::retryable)
                .hasMessageContaining("wavix")
                .hasMessageNotContaining("66812345678");
        assertThat(exception.attempts()).isEmpty();
    }

    @Test
    void there_are_at_most_ten_leaves() throws Exception {
        assertThat(leaves()).containsAll(LEAVES.values()).hasSizeLessThanOrEqualTo(10);
    }

    /** Every concrete exception class of the package. */
    private static List<Class<?>> leaves() throws IOException, ReflectiveOperationException {
        URI classes = URI.create(SmsException.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        Path folder = Path.of(classes).resolve("io/heliograph/error");
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> "io.heliograph.error." + name.substring(0, name.length() - ".class".length()))
                    .toList();
        }
        List<Class<?>> found = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, SmsException.class.getClassLoader());
            if (Throwable.class.isAssignableFrom(type) && type != SmsException.class) {
                found.add(type);
            }
        }
        return found;
    }
}
