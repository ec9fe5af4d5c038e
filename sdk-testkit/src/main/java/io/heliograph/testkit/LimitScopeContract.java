package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.LimitScope;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A limit of one number, sender, brand or carrier applies only to that one: a flood to one number mustn't stop the
 * messages to all others.
 */
public abstract class LimitScopeContract extends OnePostContract {
    protected LimitScopeContract() {}

    /**
     * The vendor's responses to a send that limit one recipient or one sender, but not the account. A provider's contract
     * has those of the error tables' rows.
     */
    protected List<Behaviour> limitsOfOne() {
        return List.of();
    }

    /** Two other numbers like {@link #to()}. */
    private List<String> others() {
        String to = to();
        char last = to.charAt(to.length() - 1);
        return Stream.of("3", "5", "7")
                .filter(digit -> digit.charAt(0) != last)
                .limit(2)
                .map(digit -> to.substring(0, to.length() - 1) + digit)
                .toList();
    }

    @TestFactory
    final Stream<DynamicTest> a_limit_of_one_leaves_the_provider_in_use_for_all_others() {
        return limitsOfOne().stream()
                .map(limit -> DynamicTest.dynamicTest(limit.toString(), () -> othersGoOnAfter(limit)));
    }

    @TestFactory
    final Stream<DynamicTest> of_a_bulk_send_a_limit_of_one_refuses_nobody_unasked() {
        return limitsOfOne().stream()
                .map(limit -> DynamicTest.dynamicTest(limit.toString(), () -> bulkGoesOnAfter(limit)));
    }

    private void othersGoOnAfter(Behaviour limit) {
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(limit, accepted());
            SendOutcome limited = client.trySend(request().build());

            assertThat(limited)
                    .as("a send that is limited")
                    .isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                        assertThat(rejected.failure().scope())
                                .as("the scope of %s", rejected.failure())
                                .isNotEqualTo(LimitScope.ACCOUNT);
                        assertThat(rejected.failure().failover())
                                .as(
                                        "whether another provider, which doesn't share this limit, may send: %s",
                                        rejected.failure())
                                .isTrue();
                    });
            assertThat(client.states().values())
                    .as("the provider's state after it")
                    .extracting(ProviderState::kind)
                    .containsExactly(ProviderState.Kind.UP);
            for (String other : others()) {
                assertThat(client.trySend(
                                request().build().withRecipient(PhoneNumber.of(other), IdempotencyKey.random())))
                        .as("a send to another number after it")
                        .isInstanceOf(SendOutcome.Accepted.class);
            }
        }
    }

    private void bulkGoesOnAfter(Behaviour limit) {
        List<String> all = new ArrayList<>(others());
        all.add(0, to());
        List<BulkCallResult> parts = new ArrayList<>();
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(limit, accepted());
            client.bulk(
                    BulkRequest.to(all.stream(), content -> content.from(from()).text("We open at nine")), parts::add);
        }

        assertThat(parts)
                .as("the messages of a bulk send, each of which was requested")
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.outcome().attempts()).hasSize(1));
    }

    private SmsClient client(SocketHarness vendor) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(provider(vendor.url().toString(), secret(), io.heliograph.http.HttpOptions.defaults()))
                .build();
    }
}
