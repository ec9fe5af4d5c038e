package io.heliograph.testkit.sms;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the assertions accept, and what they say where they fail. */
class SendOutcomeAssertTest {
    private final FakeProvider first = new FakeProvider("first");
    private final FakeProvider second = new FakeProvider("second");
    private final SmsClient client = SmsClient.builder()
            .provider(first)
            .provider(second)
            .retry(RetryPolicy.none())
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    private SendOutcome send() {
        return client.trySend(
                SendRequest.to("+66812345678").text("ส".repeat(71)).build());
    }

    private static String failure(Runnable assertion) {
        AssertionError error =
                org.assertj.core.api.Assertions.catchThrowableOfType(AssertionError.class, assertion::run);
        assertThat(error).isNotNull();
        return String.valueOf(error.getMessage()).replace("\r\n", "\n");
    }

    @Test
    void an_accepted_send_is_asserted_in_one_chain() {
        first.next(FakeOutcome.rejected(ErrorType.NO_ROUTE));

        assertThat(send()).isAccepted().via("second").hasSegments(2).afterAttempts(2);
    }

    @Test
    void a_rejected_send_has_a_reason_and_the_code_of_the_vendor() {
        first.always(FakeOutcome.rejected(ErrorType.OPTED_OUT, "33010"));

        assertThat(send())
                .isRejected()
                .withError(ErrorType.OPTED_OUT)
                .withCode("33010")
                .via("first")
                .afterAttempts(1);
    }

    @Test
    void an_unknown_send_names_the_provider_that_may_have_it() {
        first.next(FakeOutcome.unknown());

        assertThat(send()).isUnknown().via("first").afterAttempts(1);
    }

    @Test
    void a_failure_shows_the_outcome_and_every_attempt() {
        first.next(FakeOutcome.rejected(ErrorType.NO_ROUTE, "45"));
        SendOutcome outcome = send();

        assertThat(failure(() -> assertThat(outcome).isRejected())).isEqualTo("""

                Expecting a rejected send, but it is
                  accepted by second, after the attempts
                  1. first: REJECTED NO_ROUTE (45), a test set it
                  2. second: ACCEPTED, QUEUED""");
        assertThat(failure(() -> assertThat(outcome).via("first"))).contains("Expecting a send via first, but it is");
        assertThat(failure(() -> assertThat(outcome).afterAttempts(1))).contains("Expecting 1 attempt, but it is");
        assertThat(failure(() -> assertThat(outcome).hasSegments(1)))
                .contains("Expecting 1 segment instead of 2, but it is");
        assertThat(failure(() -> assertThat(outcome).isUnknown()))
                .contains("Expecting a send whose outcome is unknown");
    }

    @Test
    void a_failure_shows_why_a_send_was_rejected() {
        first.always(FakeOutcome.rejected(ErrorType.OPTED_OUT));
        SendOutcome outcome = send();

        assertThat(failure(() -> assertThat(outcome).isAccepted()))
                .startsWith("\nExpecting an accepted send, but it is\n  rejected with OPTED_OUT: first: a test set it");
        assertThat(failure(() -> assertThat(outcome).withError(ErrorType.NO_ROUTE)))
                .contains("Expecting the error NO_ROUTE");
        assertThat(failure(() -> assertThat(outcome).withCode("7"))).contains("Expecting the vendor's code 7");
        assertThat(failure(() -> assertThat(outcome).hasSegments(1))).contains("Expecting an accepted send");
    }

    @Test
    void a_description_comes_first() {
        SendOutcome outcome = send();

        assertThat(failure(() -> assertThat(outcome).as("the code of %s", "Ann").isUnknown()))
                .startsWith("[the code of Ann] \nExpecting");
    }
}
