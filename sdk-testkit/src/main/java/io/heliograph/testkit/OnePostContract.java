package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Attempt;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.Behaviour;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One send is at most one POST, and its outcome states what may have happened: every fault of {@link TransportFault},
 * counted at a raw socket.
 */
public abstract class OnePostContract {
    protected OnePostContract() {}

    /** The provider, connected to the test's server, with the secret as the vendor's credential. */
    protected abstract VendorClient provider(String baseUrl, String secret, HttpOptions options);

    /** The response to an accepted send in the vendor's documentation. */
    protected abstract Behaviour accepted();

    /**
     * A credential in the vendor's form, such as 32 hexadecimal digits, that shares no five characters with the rest
     * of a request. It has fewer than three digits in a row if the form allows that, so that only a redactor that
     * knows it can hide it.
     */
    protected String secret() {
        return "canaryKqZxWvtTmpBrhJdLfGs";
    }

    /** The HTTP method of a send, in capitals; a vendor that accepts both gets POSTs. */
    protected String sendsBy() {
        return "POST";
    }

    /** A valid sender. */
    protected String from() {
        return "ACME";
    }

    /** A valid number. */
    protected String to() {
        return "+447537151866";
    }

    /** A valid request. */
    protected SendRequest.Builder request() {
        return SendRequest.to(to()).from(from()).text("Your code is 482910");
    }

    @ParameterizedTest
    @EnumSource(TransportFault.class)
    final void one_send_is_one_post_and_its_outcome_is_true(TransportFault row) {
        try (FaultScenario scenario = row.scenario(accepted());
                SmsClient client = client(scenario)) {
            if (scenario.warmedUp) {
                assertThat(outcomeOf(client.trySend(request().build()))).isEqualTo(TransportFault.Expected.ACCEPTED);
                scenario.awaitClosed();
            }
            int before = scenario.harness.requests(sendsBy());
            long begin = System.nanoTime();
            SendOutcome outcome =
                    client.trySend(request().deadline(scenario.deadline).build());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(scenario.harness.requests(sendsBy()) - before)
                    .as("%s: POSTs", row.fault())
                    .isEqualTo(row.posts());
            assertThat(scenario.elsewhere.requests())
                    .as("%s: requests elsewhere", row.fault())
                    .isZero();
            assertThat(outcomeOf(outcome)).as("%s: %s", row.fault(), outcome).isEqualTo(row.expected());
            assertThat(outcome.attempts()).hasSize(1);
            // Generous, because a busy machine isn't a fault of the client; an endless wait would be.
            assertThat(took).isLessThan(scenario.deadline.plusSeconds(20));
        }
    }

    @ParameterizedTest
    @EnumSource(TransportFault.class)
    final void failover_happens_only_after_a_certain_rejection(TransportFault row) {
        RecordingProvider second = new RecordingProvider("second");
        try (FaultScenario scenario = row.scenario(accepted());
                SmsClient client = SmsClient.builder()
                        .retry(RetryPolicy.none())
                        .provider(provider(scenario.baseUrl(), secret(), scenario.options()))
                        .provider(second)
                        .retry(RetryPolicy.none())
                        .build()) {
            if (scenario.warmedUp) {
                client.trySend(request().build());
                scenario.awaitClosed();
            }
            SendOutcome outcome =
                    client.trySend(request().deadline(scenario.deadline).build());

            boolean wentOn = row.expected() == TransportFault.Expected.REJECTED;
            assertThat(second.sends())
                    .as("%s: sends by the second provider after %s", row.fault(), outcome)
                    .isEqualTo(wentOn ? 1 : 0);
            assertThat(outcomeOf(outcome))
                    .as("%s: %s", row.fault(), outcome)
                    .isEqualTo(wentOn ? TransportFault.Expected.ACCEPTED : row.expected());
            assertThat(outcome.attempts())
                    .filteredOn(attempt -> attempt.result() == Attempt.Result.ACCEPTED)
                    .hasSize(wentOn || row.expected() == TransportFault.Expected.ACCEPTED ? 1 : 0);
        }
    }

    /**
     * Every fault, with every kind of retry enabled: a request that could be a second SMS has the first one's key, or
     * isn't made.
     */
    @ParameterizedTest
    @MethodSource("io.heliograph.testkit.SendMode#allFaults")
    final void one_message_is_at_most_one_sms_in_every_send_mode(TransportFault row, SendMode how, boolean withSecond)
            throws InterruptedException {
        RecordingProvider second = new RecordingProvider("second");
        try (FaultScenario scenario = row.scenario(accepted())) {
            VendorClient first = provider(scenario.baseUrl(), secret(), scenario.options());
            SmsClientBuilder builder = SmsClient.builder().provider(first).retry(SendMode.RETRY);
            try (SmsClient client = (withSecond ? builder.provider(second) : builder).build()) {
                if (scenario.warmedUp) {
                    client.trySend(request().build());
                    scenario.awaitClosed();
                }
                int before = scenario.harness.requests(sendsBy());
                SendOutcome outcome = how.send(client, request(), scenario.deadline);

                List<String> posts = scenario.harness.recorded().stream()
                        .filter(recorded -> recorded.method().equals(sendsBy()))
                        .map(recorded -> recorded.target() + " " + recorded.bodyUtf8())
                        .skip(before)
                        .toList();
                boolean mayHaveBeenTaken = row.expected() != TransportFault.Expected.REJECTED;
                long different = mayHaveBeenTaken ? posts.stream().distinct().count() : 0;
                boolean removesDuplicates =
                        first.provider().duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY;
                assertThat(different + second.sends())
                        .as("SMS, at the most: %s", posts)
                        .isLessThanOrEqualTo(1);
                assertThat(!mayHaveBeenTaken || removesDuplicates || posts.size() <= 1)
                        .as("POSTs: %s", posts)
                        .isTrue();
                assertThat(mayHaveBeenTaken && outcome instanceof SendOutcome.Rejected)
                        .as("%s", outcome)
                        .isFalse();
            }
        }
    }

    private SmsClient client(FaultScenario scenario) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(provider(scenario.baseUrl(), secret(), scenario.options()))
                .retry(RetryPolicy.none())
                .build();
    }

    private static TransportFault.Expected outcomeOf(SendOutcome outcome) {
        return outcome.fold(
                accepted -> TransportFault.Expected.ACCEPTED,
                rejected -> TransportFault.Expected.REJECTED,
                unknown -> TransportFault.Expected.UNKNOWN);
    }
}
