package io.heliograph.testkit;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Mistakes in what a provider declares and in its calls that don't send, each found by its contract method. */
class PlantedNonSendingCallMistakeTest {
    @Test
    void looking_up_promised_and_not_declared() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public DuplicateProtection duplicateProtection() {
                        return DuplicateProtection.LOOKUP;
                    }

                    @Override
                    public Set<Capability> capabilities() {
                        return EnumSet.complementOf(EnumSet.of(Capability.LOOKUP));
                    }
                },
                ScopeContract::what_is_declared_is_there_and_asks_the_vendor);
    }

    @Test
    void a_cancel_that_does_nothing() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public Message cancel(MessageId id, Deadline deadline) {
                        return Message.builder(id, Status.CANCELLED).build();
                    }
                },
                ScopeContract::what_is_declared_is_there_and_asks_the_vendor);
    }

    @Test
    void a_status_that_reads_no_error() {
        Planted.Making mistake = (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message status(MessageId id, Deadline deadline) {
                http.get(http.target("send").child(id.value()), deadline);
                return Message.builder(id, Status.UNKNOWN).build();
            }
        };

        PlantedInFull.assertBreaks(mistake, contract -> contract.a_rejected_call_throws(404));
        PlantedInFull.assertBreaks(mistake, contract -> contract.a_rejected_call_throws(500));
    }

    @Test
    void a_lookup_that_takes_an_error_for_none() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
                        HttpResponse response = http.get(http.target("send").child("by-key"), deadline);
                        return response.is2xx() ? super.lookup(request, deadline) : Optional.empty();
                    }
                },
                contract -> contract.a_rejected_call_throws(500));
    }

    @Test
    void a_lookup_that_takes_another_servers_404_for_none() {
        Planted.Making mistake = (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Optional<Message> lookup(SendRequest request, Deadline deadline) {
                HttpResponse response = http.get(http.target("send").child("by-key"), deadline);
                return response.status() == 404 ? Optional.empty() : super.lookup(request, deadline);
            }
        };

        StatusContract.otherServers()
                .forEach(page -> PlantedInFull.assertBreaks(
                        mistake, contract -> contract.a_404_of_another_server_is_a_wrong_base_url(page)));
    }

    @Test
    void a_status_that_takes_another_servers_404_for_a_message_that_is_not_there() {
        Planted.Making mistake = (url, secret, options) -> new FullProvider(url, secret, options) {
            @Override
            public Message status(MessageId id, Deadline deadline) {
                HttpResponse response = http.get(http.target("send").child(id.value()), deadline);
                if (response.status() == 404) {
                    throw new MessageNotFoundException(id);
                }
                return super.status(id, deadline);
            }
        };

        StatusContract.otherServers()
                .forEach(page -> PlantedInFull.assertBreaks(
                        mistake, contract -> contract.a_404_of_another_server_is_a_wrong_base_url(page)));
        PlantedInFull.assertBreaks(
                mistake,
                contract -> contract.a_query_that_meets_a_fault_says_so_and_is_not_repeated_blindly(
                        QueryFault.NO_SUCH_PLACE));
    }

    @Test
    void a_cancel_that_takes_a_501_for_an_outage() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public Message cancel(MessageId id, Deadline deadline) {
                        HttpResponse response = http.call(
                                VendorHttp.Method.DELETE, http.target("send").child(id.value()), null, deadline);
                        if (response.status() == 501) {
                            throw SmsException.of(Failure.of(ErrorType.PROVIDER_ERROR, "HTTP 501"), List.of());
                        }
                        return cancelled(response, id);
                    }
                },
                StatusContract::a_call_that_the_vendor_does_not_offer_is_unsupported);
    }

    @Test
    void a_call_that_ignores_its_deadline() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public Message status(MessageId id, Deadline deadline) {
                        return super.status(id, Deadline.after(Duration.ofSeconds(20)));
                    }
                },
                ScopeContract::nothing_is_asked_after_the_deadline);
    }

    @Test
    void a_close_that_keeps_connections() {
        PlantedInFull.assertBreaks(
                (url, secret, options) -> new FullProvider(url, secret, options) {
                    @Override
                    public void close() {}
                },
                ScopeContract::a_closed_provider_holds_no_connection);
    }
}
