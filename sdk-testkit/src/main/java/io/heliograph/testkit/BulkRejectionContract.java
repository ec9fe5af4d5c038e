package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A bulk call that the vendor rejects as a whole because of some recipients that it names: only these are rejected, and
 * the others get one more call.
 */
public abstract class BulkRejectionContract extends ScopeContract {
    protected BulkRejectionContract() {}

    /**
     * The vendor's response that rejects a bulk call to all of these numbers because of one that it names; empty if the vendor
     * doesn't document that it names any, or that it did nothing.
     */
    protected Optional<Behaviour> bulkRejectedNaming(List<PhoneNumber> all, PhoneNumber named) {
        return Optional.empty();
    }

    @Test
    final void a_bulk_call_that_is_rejected_for_one_recipient_is_made_again_for_the_others() {
        List<PhoneNumber> all = enough();
        PhoneNumber named = all.isEmpty() ? PhoneNumber.of(to()) : all.get(1);
        Optional<Behaviour> rejection = all.isEmpty() ? Optional.empty() : bulkRejectedNaming(all, named);
        if (rejection.isEmpty()) {
            return;
        }
        List<PhoneNumber> others = all.stream().filter(to -> !to.equals(named)).toList();
        List<BulkCallResult> results = new ArrayList<>();
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(rejection.get(), bulkAcceptedNaming(others).orElse(accepted()));
            BulkReport report = client.bulk(bulk(all), results::add);

            assertThat(report)
                    .as("the counts, of which only the named recipient is rejected")
                    .isEqualTo(new BulkReport(others.size(), 1, 0, 0, 0));
            List<RecordedRequest> sent = sends(vendor);
            assertThat(sent).as("calls").hasSize(2);
            String second = String.join(" ", WireValues.of(sent.get(1)));
            assertThat(others)
                    .as("the recipients of the second call")
                    .allMatch(other -> second.contains(other.digits()))
                    .noneMatch(other -> other.equals(named));
            assertThat(second).doesNotContain(named.digits());
            assertThat(client.suppressions().find(named, Optional.empty()))
                    .as("whether the rejection of a whole call put somebody on the suppression list")
                    .isEmpty();
        }
        assertThat(results)
                .filteredOn(result -> result.outcome() instanceof SendOutcome.Rejected)
                .extracting(BulkCallResult::recipients)
                .as("the rejected recipients")
                .containsExactly(List.of(named));
    }

    @Test
    final void a_second_rejection_of_a_bulk_call_ends_it() {
        List<PhoneNumber> all = enough();
        Optional<Behaviour> first = all.isEmpty() ? Optional.empty() : bulkRejectedNaming(all, all.get(1));
        if (first.isEmpty()) {
            return;
        }
        List<PhoneNumber> others =
                all.stream().filter(to -> !to.equals(all.get(1))).toList();
        try (SocketHarness vendor = SocketHarness.start();
                SmsClient client = client(vendor)) {
            vendor.script(first.get(), bulkRejectedNaming(others, others.get(1)).orElseThrow());
            BulkReport report = client.bulk(bulk(all), result -> {});

            assertThat(report).as("the counts").isEqualTo(new BulkReport(0, all.size(), 0, 0, 0));
            assertThat(sends(vendor)).as("calls").hasSize(2);
        }
    }

    /** Enough numbers for a bulk call without one of them; none if the provider doesn't support bulk. */
    private List<PhoneNumber> enough() {
        try (SmsProvider provider =
                provider("http://localhost:1", secret(), HttpOptions.defaults()).provider()) {
            return provider.capabilities().contains(Capability.BULK)
                    ? SendMethod.numbers(
                            PhoneNumber.of(to()),
                            Math.max(3, provider.bulkLimits().min() + 1))
                    : List.of();
        }
    }

    private BulkRequest bulk(List<PhoneNumber> recipients) {
        return BulkRequest.to(
                recipients.stream().map(PhoneNumber::e164),
                content -> content.from(from()).text("We open at nine"));
    }

    private List<RecordedRequest> sends(SocketHarness vendor) {
        return vendor.recorded().stream()
                .filter(request -> request.method().equals(sendsBy()))
                .toList();
    }

    private SmsClient client(SocketHarness vendor) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(provider(vendor.url().toString(), secret(), HttpOptions.defaults()))
                .build();
    }
}
