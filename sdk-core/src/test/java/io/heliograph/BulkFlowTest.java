package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bulk sends by routes, states, retries and keys. */
class BulkFlowTest {
    private static final BulkLimits HUNDRED = new BulkLimits(1, 100);
    private static final SendResult SILENCE = new SendResult.Unknown("silence");
    private static final SendResult DOWN = new SendResult.Rejected(Failure.of(ErrorType.PROVIDER_ERROR, "down"));
    private static final IdempotencyKey KEY = IdempotencyKey.of("campaign-7");

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private HookedStore store = new HookedStore(world.clock());
    private final List<BulkCallResult> parts = new ArrayList<>();
    private final BulkFake first = taking("first");
    private final BulkFake second = taking("second");

    private static BulkFake taking(String name) {
        return new BulkFake(name, HUNDRED, recipients -> BulkFake.taken(name));
    }

    /** Answers one after the other; the last for ever. */
    private static BulkFake answering(String name, SendResult... answers) {
        int[] calls = {0};
        return new BulkFake(name, HUNDRED, recipients -> answers[Math.min(calls[0]++, answers.length - 1)]);
    }

    private SmsClientBuilder client(BulkFake... route) {
        return Sends.client(world, route).listener(eventLog).idempotencyStore(store);
    }

    private static Stream<String> thai(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+6681" + (1_000_000 + i));
    }

    private static BulkRequest request(Stream<String> numbers) {
        return request(numbers, content -> {});
    }

    private static BulkRequest request(Stream<String> numbers, Consumer<SendRequest.Builder> more) {
        return BulkRequest.to(numbers, content -> {
            content.idempotencyKey(KEY).text("We open at nine");
            more.accept(content);
        });
    }

    private BulkReport send(SmsClientBuilder builder, BulkRequest request) {
        try (SmsClient client = builder.build()) {
            return client.bulk(request, parts::add);
        }
    }

    private static List<Integer> sizes(BulkFake provider) {
        return provider.calls.stream().map(List::size).toList();
    }

    @Test
    void each_recipient_goes_by_the_rule_of_its_country() {
        Stream<String> numbers = Stream.concat(thai(3), Stream.of("+447700900123", "+447700900124"));

        BulkReport report = send(client(first, second).route("TH: first; *: second"), request(numbers));

        assertThat(report).isEqualTo(new BulkReport(5, 0, 0, 0, 0));
        assertThat(first.calls.get(0)).allMatch(number -> number.e164().startsWith("+66"));
        assertThat(second.calls.get(0)).allMatch(number -> number.e164().startsWith("+44"));
        assertThat(List.of(sizes(first), sizes(second))).containsExactly(List.of(3), List.of(2));
    }

    @Test
    void recipients_that_no_rule_fits_are_rejected() {
        BulkReport report =
                send(client(first).route("TH: first"), request(Stream.concat(thai(3), Stream.of("+447700900123"))));

        assertThat(report).isEqualTo(new BulkReport(3, 1, 0, 0, 0));
        assertThat(Sends.refusal(parts.get(1).outcome()).type()).isEqualTo(ErrorType.NO_ROUTE);
    }

    @Test
    void the_contents_own_route_wins() {
        send(client(first, second).route("first"), request(thai(3), content -> content.route("second")));

        assertThat(first.calls).isEmpty();
        assertThat(sizes(second)).containsExactly(3);
    }

    @Test
    void a_wrong_route_of_the_content_claims_nothing() {
        SmsClientBuilder client = client(first);
        BulkRequest wrong = request(thai(3), content -> content.route("nobody"));

        assertThatThrownBy(() -> send(client, wrong)).isInstanceOf(InvalidRequestException.class);
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void a_provider_that_is_switched_off_gets_nothing() {
        SmsClientBuilder client =
                client(first, second).limits("first", ProviderLimits.defaults().withEnabled(false));

        assertThat(send(client, request(thai(3))).accepted()).isEqualTo(3);
        assertThat(first.calls).isEmpty();
    }

    @Test
    void a_provider_that_goes_down_gets_no_further_windows() {
        BulkFake broke =
                answering("first", new SendResult.Rejected(Failure.of(ErrorType.INSUFFICIENT_CREDIT, "no credit")));
        try (SmsClient client = client(broke, second).build()) {
            BulkReport report = client.bulk(request(thai(250)), parts::add);

            assertThat(report.accepted()).isEqualTo(250);
            assertThat(client.states().values())
                    .extracting(ProviderState::kind)
                    .containsExactly(ProviderState.Kind.DOWN, ProviderState.Kind.UP);
        }
        assertThat(broke.calls).hasSize(1);
        assertThat(sizes(second)).containsExactly(100, 100, 50);
    }

    @Test
    void a_call_that_fails_for_a_passing_reason_is_tried_again_whole() {
        BulkFake shaky = answering("first", DOWN, DOWN, BulkFake.taken("first"));

        assertThat(send(client(shaky, second), request(thai(10))).accepted()).isEqualTo(10);
        assertThat(sizes(shaky)).containsExactly(10, 10, 10);
        assertThat(shaky.requests.stream().map(SendRequest::key).distinct()).hasSize(1);
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(second.calls).isEmpty();
    }

    @Test
    void an_unknown_call_stays_with_its_recipients() {
        BulkFake silent = answering("first", SILENCE, BulkFake.taken("first"));

        BulkReport report = send(client(silent, second), request(thai(200)));

        assertThat(report).isEqualTo(new BulkReport(100, 0, 100, 0, 0));
        assertThat(second.calls).isEmpty();
        assertThat(eventLog.lines()).containsOnlyOnce("unknown first");
    }

    @Test
    void a_caller_who_allows_duplicates_is_served_by_the_next_provider_too() {
        BulkFake silent = answering("first", SILENCE);

        BulkReport report = send(client(silent, second), request(thai(10), SendRequest.Builder::allowDuplicates));

        assertThat(report.accepted()).isEqualTo(10);
        assertThat(sizes(second)).containsExactly(10);
    }

    @Test
    void a_call_of_one_is_reconciled_by_its_key() {
        FakeProvider keyed = Answers.inTurn("first", Answers.silence(), Answers.yes("first"))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY)
                .without(io.heliograph.spi.Capability.BULK);
        List<IdempotencyKey> keys = new ArrayList<>();
        try (SmsClient client = Sends.client(world, keyed).listener(eventLog).build()) {
            client.bulk(request(thai(1)), part -> keys.add(part.outcome().key()));
        }

        assertThat(keyed.sends()).isEqualTo(2);
        assertThat(keys).containsExactly(KEY.part(0, 1));
        assertThat(eventLog.lines()).endsWith("reconciled Accepted");
    }

    @Test
    void a_bulk_send_runs_once() {
        assertThat(send(client(first), request(thai(10))).accepted()).isEqualTo(10);

        SmsClientBuilder again = client(first);
        assertThatThrownBy(() -> send(again, request(thai(20))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("key was used before, and a bulk send runs once");
        assertThat(sizes(first)).containsExactly(10);
    }

    @Test
    void the_key_of_a_send_is_not_the_key_of_a_bulk_send() {
        try (SmsClient client = client(first).build()) {
            client.trySend(Sends.request().idempotencyKey(KEY).build());
            assertThatThrownBy(() -> client.bulk(request(thai(2)), parts::add))
                    .isInstanceOf(InvalidRequestException.class);
            client.bulk(request(thai(2), content -> content.idempotencyKey("campaign-8")), parts::add);
            assertThatThrownBy(() -> client.trySend(
                            Sends.request().idempotencyKey("campaign-8").build()))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(sizes(first)).containsExactly(1, 2);
    }

    @Test
    void a_store_that_fails_lets_nobody_be_read() {
        store = new HookedStore() {
            @Override
            public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
                throw new IllegalStateException("password=hunter2");
            }
        };
        Stream<String> never = Stream.generate(() -> {
            throw new AssertionError("a recipient was read");
        });
        SmsClientBuilder client = client(first);

        assertThatThrownBy(() -> send(client, request(never)))
                .isInstanceOf(SmsException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_bulk_send_that_broke_off_is_never_said_to_have_sent_nothing() {
        try (SmsClient client = client(first).build()) {
            assertThatThrownBy(() -> client.bulk(request(thai(10)), part -> {
                        throw new IllegalStateException("the listener's disk is full");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            world.passes(Duration.ofHours(25));

            assertThat(client.reconcile(KEY)).isInstanceOf(SendOutcome.Unknown.class);
            assertThatThrownBy(() -> client.bulk(request(thai(10)), parts::add))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(sizes(first)).containsExactly(10);
    }

    @Test
    void five_attempts_in_all_stop_also_the_next_provider() {
        BulkFake third = taking("third");

        BulkReport report = send(client(answering("first", DOWN), answering("second", DOWN), third), request(thai(10)));

        assertThat(report.rejected()).isEqualTo(10);
        assertThat(parts)
                .singleElement()
                .satisfies(part -> assertThat(part.outcome().attempts()).hasSize(5));
        assertThat(third.calls).isEmpty();
        assertThat(parts.get(0).recipients()).extracting(PhoneNumber::e164).hasSize(10);
    }
}
