package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bulk call that a provider rejects as a whole because of some recipients that it names. */
class BulkRejectedForSomeTest {
    private static final Failure NO_CONSENT = Failure.of(ErrorType.RECIPIENT_BLOCKED, "no consent");

    private final List<BulkCallResult> results = new ArrayList<>();

    private static PhoneNumber number(int i) {
        return PhoneNumber.of("+6681" + (1_000_000 + i));
    }

    private static SendResult rejectedFor(PhoneNumber... named) {
        return new SendResult.Rejected(NO_CONSENT, List.of(named));
    }

    /** Rejects a call that has one of these, and names those that it has. */
    private static Function<List<PhoneNumber>, SendResult> rejecting(Failure failure, PhoneNumber... bad) {
        return recipients -> {
            List<PhoneNumber> named =
                    recipients.stream().filter(Set.of(bad)::contains).toList();
            return named.isEmpty() ? BulkFake.taken("a") : new SendResult.Rejected(failure, named);
        };
    }

    private BulkReport send(int many, BulkFake... providers) {
        SmsClientBuilder builder = SmsClient.builder().retry(RetryPolicy.none());
        for (BulkFake provider : providers) {
            builder.provider(provider);
        }
        try (SmsClient client = builder.build()) {
            return client.bulk(
                    BulkRequest.to(
                            IntStream.range(0, many).mapToObj(i -> number(i).e164()),
                            content -> content.text("We open at nine").idempotencyKey("autumn")),
                    results::add);
        }
    }

    private SendOutcome outcomeOf(PhoneNumber recipient) {
        return results.stream()
                .filter(result -> result.recipients().contains(recipient))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    void only_the_named_recipients_are_rejected_and_the_others_get_one_more_call_with_a_key_of_its_own() {
        BulkFake provider = new BulkFake("a", new BulkLimits(2, 100), rejecting(NO_CONSENT, number(3), number(7)));

        BulkReport report = send(10, provider);

        assertThat(report).isEqualTo(new BulkReport(8, 2, 0, 0, 0));
        assertThat(provider.calls).hasSize(2);
        assertThat(provider.calls.get(1)).hasSize(8).doesNotContain(number(3), number(7));
        assertThat(provider.requests).extracting(request -> request.key()).doesNotHaveDuplicates();
        assertThat(outcomeOf(number(3)))
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected -> assertThat(rejected.errorType()).isEqualTo(ErrorType.RECIPIENT_BLOCKED));
        assertThat(outcomeOf(number(0))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(results).extracting(result -> result.recipients().size()).containsExactly(2, 8);
    }

    @Test
    void a_second_rejection_ends_it() {
        AtomicInteger next = new AtomicInteger();
        BulkFake provider = new BulkFake(
                "a", new BulkLimits(2, 100), recipients -> rejectedFor(recipients.get(next.getAndIncrement())));

        BulkReport report = send(10, provider);

        assertThat(report).isEqualTo(new BulkReport(0, 10, 0, 0, 0));
        assertThat(provider.calls).hasSize(2);
    }

    @Test
    void too_few_others_for_a_bulk_call_go_out_one_by_one() {
        BulkFake provider = new BulkFake("a", new BulkLimits(10, 100), rejecting(NO_CONSENT, number(0)));

        BulkReport report = send(10, provider);

        assertThat(report).isEqualTo(new BulkReport(9, 1, 0, 0, 0));
        assertThat(provider.calls).hasSize(10);
        assertThat(provider.requests)
                .extracting(request -> request.key())
                .extracting(IdempotencyKey::value)
                .doesNotHaveDuplicates();
    }

    @Test
    void each_call_of_a_bulk_send_is_continued_once() {
        BulkFake provider = new BulkFake("a", new BulkLimits(2, 5), rejecting(NO_CONSENT, number(1), number(6)));

        BulkReport report = send(10, provider);

        assertThat(report).isEqualTo(new BulkReport(8, 2, 0, 0, 0));
        assertThat(provider.calls).extracting(List::size).containsExactly(5, 4, 5, 4);
        assertThat(provider.requests).extracting(request -> request.key()).doesNotHaveDuplicates();
    }

    /** None of its own, all of them, or somebody else's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void names_that_divide_nothing_reject_the_whole(int kind) {
        BulkFake provider = new BulkFake("a", new BulkLimits(2, 100), recipients -> switch (kind) {
            case 0 -> rejectedFor();
            case 1 -> rejectedFor(recipients.toArray(PhoneNumber[]::new));
            default -> rejectedFor(PhoneNumber.of("+447537151866"));
        });

        assertThat(send(10, provider)).isEqualTo(new BulkReport(0, 10, 0, 0, 0));
        assertThat(provider.calls).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorType.class,
            names = {"INVALID_RECIPIENT", "RECIPIENT_BLOCKED", "OPTED_OUT", "UNSUPPORTED"})
    void the_named_go_on_to_the_next_provider_only_where_the_failure_allows_that(ErrorType type) {
        BulkFake first = new BulkFake("a", new BulkLimits(2, 100), rejecting(Failure.of(type, "no"), number(3)));
        BulkFake second = new BulkFake("b", new BulkLimits(2, 100), recipients -> BulkFake.taken("b"));
        SmsClientBuilder builder = SmsClient.builder().provider(first).provider(second);
        BulkReport report;
        try (SmsClient client = builder.build()) {
            report = client.bulk(
                    BulkRequest.to(
                            IntStream.range(0, 10).mapToObj(i -> number(i).e164()),
                            content -> content.text("We open at nine")),
                    results::add);
            assertThat(client.suppressions().find(number(3), Optional.empty()))
                    .as("a rejection of a whole call feeds no suppression list")
                    .isEmpty();
        }

        boolean failover = type.failover();
        assertThat(report).isEqualTo(new BulkReport(failover ? 10 : 9, failover ? 0 : 1, 0, 0, 0));
        assertThat(second.calls).hasSize(failover ? 1 : 0);
        assertThat(first.calls).hasSize(2);
    }
}
