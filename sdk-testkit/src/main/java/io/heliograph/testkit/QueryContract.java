package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.DeadlineException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RateLimitedException;
import io.heliograph.error.SmsException;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.socket.RecordedRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The result of {@code status}, {@code cancel} or {@code balance} under a fault: every row of {@link QueryFault},
 * counted at a raw socket. A read may be repeated once if a pooled connection breaks; a cancel changes something, so
 * it is sent once.
 */
public abstract class QueryContract extends RequestContract {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    protected QueryContract() {}

    /** The result of a query: a value, or an exception. */
    record Got(@Nullable Object answer, @Nullable SmsException thrown) {
        boolean isAlike(Got other) {
            if (thrown == null || other.thrown == null) {
                return thrown == other.thrown;
            }
            return thrown.getClass() == other.thrown.getClass();
        }
    }

    /** A client and its provider, both closed with it. */
    record Client(SmsClient client, String provider, MessageId id) implements AutoCloseable {
        /** Runs the query as a caller does; an exception that isn't the library's fails the test. */
        Got run(Capability query) {
            try {
                return new Got(
                        switch (query) {
                            case STATUS -> client.status(id);
                            case CANCEL -> client.cancel(id);
                            case BALANCE -> client.balance(provider);
                            default -> throw new IllegalArgumentException(query + " isn't a query");
                        },
                        null);
            } catch (SmsException e) {
                return new Got(null, e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    final Client client(String baseUrl, FaultScenario scenario) {
        VendorClient vendorClient = provider(baseUrl, secret(), scenario.options());
        String name = vendorClient.provider().name();
        SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .deadline(scenario.deadline)
                .provider(vendorClient)
                .build();
        return new Client(client, name, new MessageId(name, knownId()));
    }

    /** Which of {@code status}, {@code cancel} and {@code balance} the provider supports. */
    final Set<Capability> queries() {
        try (SmsProvider provider = Objects.requireNonNull(
                provider("http://localhost:1", secret(), io.heliograph.http.HttpOptions.defaults())
                        .provider())) {
            Set<Capability> queries = EnumSet.of(Capability.STATUS, Capability.CANCEL, Capability.BALANCE);
            queries.retainAll(provider.capabilities());
            return queries;
        }
    }

    @ParameterizedTest
    @EnumSource(QueryFault.class)
    final void a_query_that_meets_a_fault_says_so_and_is_not_repeated_blindly(QueryFault fault) {
        for (Capability query : queries()) {
            try (FaultScenario scenario = fault.scenario(accepted());
                    Client client = client(scenario.baseUrl(), scenario)) {
                Got healthy = afterOne(fault, scenario, client, query);
                int before = scenario.harness.requests();
                long begin = System.nanoTime();
                Got got = client.run(query);
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                List<RecordedRequest> requests =
                        scenario.harness.recorded().subList(before, scenario.harness.requests());

                assertRequests(query + ", " + fault.fault(), fault.expected(), query, requests);
                assertThat(scenario.elsewhere.requests())
                        .as("%s, %s: requests elsewhere", query, fault.fault())
                        .isZero();
                assertGot(query + ", " + fault.fault() + ": " + got, fault, query, got, client.id());
                if (healthy != null && query != Capability.CANCEL && isGet(requests)) {
                    assertThat(got.isAlike(healthy))
                            .as(
                                    "%s, %s: what a read becomes, %s, is what it is without the fault, %s",
                                    query, fault.fault(), got, healthy)
                            .isTrue();
                }
                // Generous, because a busy machine isn't a fault of the client; an endless wait would be.
                assertThat(took).isLessThan(scenario.deadline.plusSeconds(20));
            }
        }
    }

    /**
     * Makes a pooled connection if the fault needs one, and begins the fault.
     *
     * @return the result of the query without the fault, if a read should have the same result with it
     */
    private @Nullable Got afterOne(QueryFault fault, FaultScenario scenario, Client client, Capability query) {
        if (fault.onKeptConnection() == null) {
            return null;
        }
        scenario.serves(accepted());
        SendOutcome outcome = client.client()
                .trySend(request().deadline(Duration.ofSeconds(10)).build());
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        Got healthy = fault.expected() == QueryFault.Expected.REPEATED ? client.run(query) : null;
        scenario.harness.script(fault.onKeptConnection(), accepted());
        return healthy;
    }

    private static boolean isGet(List<RecordedRequest> requests) {
        return !requests.isEmpty() && requests.get(0).method().equals("GET");
    }

    private static void assertRequests(
            String what, QueryFault.Expected expected, Capability query, List<RecordedRequest> requests) {
        Map<String, Integer> times = new HashMap<>();
        requests.forEach(sent -> times.merge(sent.method() + sent.target() + sent.bodyUtf8(), 1, Integer::sum));
        int most = times.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        boolean repeatable = query != Capability.CANCEL && isGet(requests);
        int right = repeatable ? expected.reads : expected.cancels;
        // On a busy machine the deadline may pass before the request is sent.
        assertThat(most)
                .as("%s: how often one request went out, of %s", what, requests)
                .isBetween(expected == QueryFault.Expected.TIMED_OUT ? 0 : right, right);
        if (query == Capability.CANCEL) {
            assertThat(requests.stream().filter(sent -> !sent.method().equals("GET")))
                    .as("%s: requests that change something", what)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static void assertGot(String what, QueryFault fault, Capability query, Got got, MessageId messageId) {
        if (got.thrown() != null) {
            assertThat(got.thrown().getMessage()).as(what).doesNotContain("its code failed");
            assertThat(got.thrown().mayHaveBeenSent()).as(what).isFalse();
        }
        switch (fault.expected()) {
            case UNAVAILABLE, NOT_CONNECTED -> assertThrown(what, got, ProviderUnavailableException.class);
            case CREDENTIALS -> assertThrown(what, got, CredentialsException.class);
            case CONFIGURATION -> assertThrown(what, got, ConfigurationException.class);
            case TIMED_OUT -> assertThrown(what, got, DeadlineException.class);
            case LIMITED -> {
                assertThrown(what, got, RateLimitedException.class);
                assertThat(Objects.requireNonNull(got.thrown()).failure().flatMap(Failure::retryAfter))
                        .as("%s: the wait that the vendor requests", what)
                        .contains(RETRY_AFTER);
            }
            case REPEATED -> {
                if (query == Capability.CANCEL) {
                    assertThrown(what, got, ProviderUnavailableException.class);
                }
            }
            case UNREADABLE -> assertClaimsNothing(what, fault, query, got, messageId);
        }
    }

    private static void assertThrown(String what, Got got, Class<?>... types) {
        assertThat(got.thrown()).as(what).isNotNull().isInstanceOfAny(types);
    }

    private static void assertClaimsNothing(
            String what, QueryFault fault, Capability query, Got got, MessageId messageId) {
        if (got.thrown() != null) {
            assertThrown(what, got, ProviderUnavailableException.class, ConfigurationException.class);
            return;
        }
        assertThat(got.answer())
                .as("%s: an amount that the response hasn't", what)
                .isInstanceOf(Message.class);
        Message message = (Message) Objects.requireNonNull(got.answer());
        assertThat(message.id()).as(what).isEqualTo(messageId);
        assertThat(message.failure()).as(what).isEmpty();
        Set<Status> allowed = EnumSet.of(Status.UNKNOWN);
        if (query == Capability.CANCEL) {
            allowed.add(Status.CANCELLING);
            if (fault
                    != QueryFault
                            .HTML) { // a 2xx without a body says that the call was accepted; an HTML page isn't from
                // the vendor
                allowed.add(Status.CANCELLED);
            }
        }
        assertThat(allowed).as(what).contains(message.status());
    }
}
