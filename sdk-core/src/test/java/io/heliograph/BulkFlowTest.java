package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.BulkPart;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Dedupe;
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
    private static final Answer SILENCE = new Answer.Unclear("silence");
    private static final Answer DOWN = new Answer.Refused(Refusal.of(ErrorType.PROVIDER_ERROR, "down"));
    private static final IdempotencyKey KEY = IdempotencyKey.of("campaign-7");

    private final TestWorld world = new TestWorld();
    private final EventLog heard = new EventLog();
    private HookedStore store = new HookedStore(world.clock());
    private final List<BulkPart> parts = new ArrayList<>();
    private final BulkFake first = taking("first");
    private final BulkFake second = taking("second");

    private static BulkFake taking(String name) {
        return new BulkFake(name, HUNDRED, recipients -> BulkFake.taken(name));
    }

    /** Answers one after the other; the last for ever. */
    private static BulkFake answering(String name, Answer... answers) {
        int[] calls = {0};
        return new BulkFake(name, HUNDRED, recipients -> answers[Math.min(calls[0]++, answers.length - 1)]);
    }

    private SmsClientBuilder client(BulkFake... route) {
        return Sends.client(world, route).listener(heard).idempotencyStore(store);
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
    void eachRecipientGoesByTheRuleOfItsCountry() {
        Stream<String> numbers = Stream.concat(thai(3), Stream.of("+447700900123", "+447700900124"));

        BulkReport report = send(client(first, second).route("TH: first; *: second"), request(numbers));

        assertThat(report).isEqualTo(new BulkReport(5, 0, 0, 0, 0));
        assertThat(first.calls.get(0)).allMatch(number -> number.e164().startsWith("+66"));
        assertThat(second.calls.get(0)).allMatch(number -> number.e164().startsWith("+44"));
        assertThat(List.of(sizes(first), sizes(second))).containsExactly(List.of(3), List.of(2));
    }

    @Test
    void recipientsThatNoRuleFitsAreRejected() {
        BulkReport report =
                send(client(first).route("TH: first"), request(Stream.concat(thai(3), Stream.of("+447700900123"))));

        assertThat(report).isEqualTo(new BulkReport(3, 1, 0, 0, 0));
        assertThat(Sends.refusal(parts.get(1).outcome()).type()).isEqualTo(ErrorType.NO_ROUTE);
    }

    @Test
    void theContentsOwnRouteWins() {
        send(client(first, second).route("first"), request(thai(3), content -> content.route("second")));

        assertThat(first.calls).isEmpty();
        assertThat(sizes(second)).containsExactly(3);
    }

    @Test
    void aWrongRouteOfTheContentClaimsNothing() {
        SmsClientBuilder client = client(first);
        BulkRequest wrong = request(thai(3), content -> content.route("nobody"));

        assertThatThrownBy(() -> send(client, wrong)).isInstanceOf(InvalidRequestException.class);
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void aProviderThatIsSwitchedOffGetsNothing() {
        SmsClientBuilder client =
                client(first, second).limits("first", ProviderLimits.defaults().withEnabled(false));

        assertThat(send(client, request(thai(3))).accepted()).isEqualTo(3);
        assertThat(first.calls).isEmpty();
    }

    @Test
    void aProviderThatGoesDownGetsNoFurtherWindows() {
        BulkFake broke = answering("first", new Answer.Refused(Refusal.of(ErrorType.INSUFFICIENT_CREDIT, "no credit")));
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
    void aCallThatFailsForAPassingReasonIsTriedAgainWhole() {
        BulkFake shaky = answering("first", DOWN, DOWN, BulkFake.taken("first"));

        assertThat(send(client(shaky, second), request(thai(10))).accepted()).isEqualTo(10);
        assertThat(sizes(shaky)).containsExactly(10, 10, 10);
        assertThat(shaky.requests.stream().map(SendRequest::key).distinct()).hasSize(1);
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(second.calls).isEmpty();
    }

    @Test
    void anUnknownCallStaysWithItsRecipients() {
        BulkFake silent = answering("first", SILENCE, BulkFake.taken("first"));

        BulkReport report = send(client(silent, second), request(thai(200)));

        assertThat(report).isEqualTo(new BulkReport(100, 0, 100, 0, 0));
        assertThat(second.calls).isEmpty();
        assertThat(heard.lines()).containsOnlyOnce("unknown first");
    }

    @Test
    void aCallerWhoAllowsDuplicatesIsServedByTheNextProviderToo() {
        BulkFake silent = answering("first", SILENCE);

        BulkReport report = send(client(silent, second), request(thai(10), SendRequest.Builder::allowDuplicates));

        assertThat(report.accepted()).isEqualTo(10);
        assertThat(sizes(second)).containsExactly(10);
    }

    @Test
    void aCallOfOneIsSettledByItsKey() {
        FakeProvider keyed = Answers.inTurn("first", Answers.silence(), Answers.yes("first"))
                .dedupe(Dedupe.CLIENT_KEY)
                .without(io.heliograph.spi.Capability.BULK);
        List<IdempotencyKey> keys = new ArrayList<>();
        try (SmsClient client = Sends.client(world, keyed).listener(heard).build()) {
            client.bulk(request(thai(1)), part -> keys.add(part.outcome().key()));
        }

        assertThat(keyed.sends()).isEqualTo(2);
        assertThat(keys).containsExactly(KEY.part(0, 1));
        assertThat(heard.lines()).endsWith("settled Accepted");
    }

    @Test
    void aBulkSendRunsOnce() {
        assertThat(send(client(first), request(thai(10))).accepted()).isEqualTo(10);

        SmsClientBuilder again = client(first);
        assertThatThrownBy(() -> send(again, request(thai(20))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("key was used before, and a bulk send runs once");
        assertThat(sizes(first)).containsExactly(10);
    }

    @Test
    void theKeyOfASendIsNotTheKeyOfABulkSend() {
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
    void aStoreThatFailsLetsNobodyBeRead() {
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
    void aBulkSendThatBrokeOffIsNeverSaidToHaveSentNothing() {
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
    void fiveTriesInAllStopAlsoTheNextProvider() {
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
