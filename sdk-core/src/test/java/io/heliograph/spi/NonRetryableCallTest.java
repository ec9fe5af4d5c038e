package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonRetryableCallTest {
    private static VendorErrors.Builder errors() {
        return VendorErrors.builder("acme", ErrorTable.of()).fields("code", "message");
    }

    /** A 501 says that the vendor doesn't offer the call, so it did nothing. */
    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 401, 404, 409, 429, 499, 501})
    void a_response_that_is_certain_is_handed_on(int status) {
        HttpResponse response = Replies.of(status);

        assertThat(NonRetryableCall.make(errors().build(), () -> response)).isSameAs(response);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 599})
    void a_response_that_leaves_it_open_is_said_to_do_so(int status) {
        SmsException open = failureOf(errors().build(), () -> Replies.of(status));

        assertThat(open).hasMessageContaining("acme: HTTP " + status + "; the change may have been made or not");
        assertThat(open.errorType()).isEqualTo(ErrorType.PROVIDER_ERROR);
        assertThat(open.retryable()).isFalse();
        assertThat(open.mayHaveBeenSent()).isFalse();
    }

    @Test
    void the_vendors_words_are_shown_without_the_values_of_the_request() {
        SmsException open = failureOf(
                errors().build(),
                () -> Replies.withBody(503, "{\"code\":\"BUSY\",\"message\":\"the queue of Kestrel is full\"}")
                        .withSensitiveValues(List.of("kestrel")));

        assertThat(open)
                .hasMessageContaining("acme: HTTP 503: the queue of … is full; the change may have been made or not");
        Failure failure = open.failure().orElseThrow();
        assertThat(failure.code()).contains("BUSY");
        assertThat(failure.vendorText()).contains("the queue of Kestrel is full");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorType.class,
            names = {"UNREACHABLE", "DEADLINE"})
    void no_response_leaves_it_open_and_keeps_its_type(ErrorType type) {
        SmsException open = failureOf(errors().build(), () -> {
            throw Replies.noAnswer(type, false);
        });

        assertThat(open).hasMessageContaining("acme: no answer; the change may have been made or not");
        assertThat(open.errorType()).isEqualTo(type);
        assertThat(open.retryable()).isFalse();
        assertThat(open).hasNoCause();
    }

    @Test
    void a_5xx_that_the_vendor_promises_to_be_a_rejection_is_returned_and_no_other() {
        HttpResponse rejection = Replies.of(507);
        VendorErrors errors = errors().changeRejectedBy(507).build();

        assertThat(NonRetryableCall.make(errors, () -> rejection)).isSameAs(rejection);
        assertThat(failureOf(errors, () -> Replies.of(500))).hasMessageContaining("HTTP 500");
    }

    @Test
    void what_else_the_call_throws_goes_through() {
        IllegalStateException bug = new IllegalStateException("a bug");
        IllegalStateException thrown = catchThrowableOfType(
                IllegalStateException.class,
                () -> NonRetryableCall.make(errors().build(), () -> {
                    throw bug;
                }));

        assertThat(thrown).isSameAs(bug);
    }

    @Test
    void it_is_made_once() {
        AtomicInteger calls = new AtomicInteger();
        failureOf(errors().build(), () -> {
            calls.incrementAndGet();
            return Replies.of(503);
        });

        assertThat(calls).hasValue(1);
    }

    private static SmsException failureOf(VendorErrors errors, Supplier<HttpResponse> call) {
        SmsException failure = catchThrowableOfType(SmsException.class, () -> NonRetryableCall.make(errors, call));
        assertThat(failure).as("nothing was thrown").isNotNull();
        return failure;
    }
}
