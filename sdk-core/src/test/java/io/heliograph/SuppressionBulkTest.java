package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bulk sends leave out suppressed recipients, and suppress those whom a provider rejects as opted out. */
class SuppressionBulkTest {
    private final TestTiming world = new TestTiming();
    private final List<BulkCallResult> parts = new ArrayList<>();
    private final List<SmsClient> clients = new ArrayList<>();

    @AfterEach
    void closeAll() {
        clients.forEach(SmsClient::close);
    }

    private static PhoneNumber number(int i) {
        return PhoneNumber.of("+6681" + (1_000_000 + i));
    }

    private static BulkFake provider(
            String name, int fewest, int most, Function<List<PhoneNumber>, SendResult> answer) {
        return new BulkFake(name, new BulkLimits(fewest, most), answer);
    }

    private static BulkFake taking(int fewest, int most) {
        return provider("first", fewest, most, recipients -> BulkFake.taken("first"));
    }

    private SmsClient client(BulkFake... route) {
        SmsClient client = Sends.client(world, route)
                .idempotencyStore(new MemoryIdempotencyStore())
                .suppressionStore(new MemorySuppressionStore(world.clock()))
                .retry(RetryPolicy.none())
                .build();
        clients.add(client);
        return client;
    }

    private BulkReport send(SmsClient client, int count) {
        Stream<String> numbers =
                IntStream.range(0, count).mapToObj(i -> number(i).e164());
        return client.bulk(
                BulkRequest.to(
                        numbers, content -> content.idempotencyKey("campaign-7").text("We open at nine")),
                parts::add);
    }

    private void stop(SuppressionList list, int... numbers) {
        for (int number : numbers) {
            list.stop(number(number), Optional.empty(), "first", world.clock().instant());
        }
    }

    private static List<PhoneNumber> called(BulkFake provider) {
        return provider.calls.stream().flatMap(List::stream).toList();
    }

    @Test
    void who_is_held_is_left_out_and_the_others_go_on() {
        BulkFake first = taking(1, 100);
        SmsClient client = client(first);
        stop(client.suppressions(), 3, 7);

        BulkReport report = send(client, 10);

        assertThat(report).isEqualTo(new BulkReport(8, 2, 0, 0, 0));
        assertThat(first.calls).hasSize(1);
        assertThat(called(first)).hasSize(8).doesNotContain(number(3), number(7));
        assertThat(parts.get(0).recipients()).containsExactly(number(3), number(7));
        Failure failure = Sends.refusal(parts.get(0).outcome());
        assertThat(failure.type()).isEqualTo(ErrorType.OPTED_OUT);
        assertThat(failure.reason())
                .startsWith("the client's own suppression list holds the recipient, who answered STOP");
        assertThat(parts.get(0).outcome().key())
                .isNotEqualTo(parts.get(1).outcome().key());
    }

    @Test
    void when_too_few_are_left_for_a_call_each_gets_one_of_their_own() {
        BulkFake first = taking(4, 8);
        SmsClient client = client(first);
        stop(client.suppressions(), 0, 1);

        assertThat(send(client, 5)).isEqualTo(new BulkReport(3, 2, 0, 0, 0));
        assertThat(first.calls).extracting(List::size).containsExactly(1, 1, 1);
        assertThat(first.requests.stream().map(SendRequest::key).distinct()).hasSize(3);
    }

    @Test
    void where_all_are_held_nobody_is_asked() {
        BulkFake first = taking(1, 100);
        SmsClient client = client(first);
        stop(client.suppressions(), 0, 1, 2);

        assertThat(send(client, 3)).isEqualTo(new BulkReport(0, 3, 0, 0, 0));
        assertThat(first.calls).isEmpty();
    }

    @Test
    void a_stop_during_the_bulk_send_holds_for_the_calls_that_follow() {
        BulkFake first = provider("first", 1, 10, recipients -> {
            stop(clients.get(0).suppressions(), 5, 15, 25);
            return BulkFake.taken("first");
        });

        assertThat(send(client(first), 30)).isEqualTo(new BulkReport(28, 2, 0, 0, 0));
        assertThat(called(first)).contains(number(5)).doesNotContain(number(15), number(25));
    }

    @Test
    void a_stop_between_two_providers_holds_at_the_second() {
        BulkFake first = provider("first", 1, 10, recipients -> {
            stop(clients.get(0).suppressions(), 5);
            return new SendResult.Rejected(Failure.of(ErrorType.INSUFFICIENT_CREDIT, "no credit"));
        });
        BulkFake second = provider("second", 1, 10, recipients -> BulkFake.taken("second"));

        assertThat(send(client(first, second), 10)).isEqualTo(new BulkReport(9, 1, 0, 0, 0));
        assertThat(called(second)).doesNotContain(number(5));
        assertThat(parts.get(0).outcome().attempts()).hasSize(1);
    }

    @Test
    void whom_a_provider_may_have_texted_stays_unknown_whatever_the_list_says() {
        BulkFake silent = provider("first", 1, 10, recipients -> {
            stop(clients.get(0).suppressions(), 1);
            return new SendResult.Unknown("silence");
        });
        BulkFake second = provider("second", 1, 10, recipients -> BulkFake.taken("second"));
        SmsClient client = client(silent, second);

        BulkReport report = client.bulk(
                BulkRequest.to(
                        Stream.of(number(0).e164(), number(1).e164()),
                        content -> content.text("We open at nine").allowDuplicates()),
                parts::add);

        assertThat(report).isEqualTo(new BulkReport(1, 0, 1, 0, 0));
        assertThat(called(second)).containsExactly(number(0));
    }

    @Test
    void a_rejection_of_many_does_not_say_whose_opt_out_it_is() {
        BulkFake first = provider(
                "first",
                1,
                10,
                recipients -> new SendResult.Rejected(Failure.of(ErrorType.OPTED_OUT, "some didn't opt in")));
        SmsClient client = client(first);

        assertThat(send(client, 10).rejected()).isEqualTo(10);
        assertThat(client.suppressions().all()).isEmpty();
        assertThat(sendToOne(client).rejected()).isOne();
        assertThat(client.suppressions().all())
                .extracting(Suppression::recipient)
                .containsExactly(number(0));
    }

    private BulkReport sendToOne(SmsClient client) {
        return client.bulk(
                BulkRequest.to(Stream.of(number(0).e164()), content -> content.text("We open at nine")), parts::add);
    }

    @Test
    void whom_an_answer_names_as_opted_out_is_put_on_the_list() {
        MessageId id = new MessageId("first", "m-1");
        SendResult taken = new SendResult.Accepted(Message.builder(id, Status.QUEUED)
                .recipients(List.of(
                        new RecipientStatus(id, number(0), Status.QUEUED, null, null),
                        new RecipientStatus(
                                id, number(1), Status.REJECTED, null, Failure.of(ErrorType.OPTED_OUT, "unsubscribed")),
                        new RecipientStatus(
                                id, number(2), Status.REJECTED, null, Failure.of(ErrorType.NO_ROUTE, "no route")),
                        new RecipientStatus(
                                id, null, Status.REJECTED, null, Failure.of(ErrorType.OPTED_OUT, "hidden"))))
                .build());
        SmsClient client = client(provider("first", 1, 10, recipients -> taken));

        send(client, 4);

        assertThat(client.suppressions().all())
                .extracting(Suppression::recipient)
                .containsExactly(number(1));
    }

    @Test
    void where_the_list_fails_nobody_is_texted() {
        BulkFake first = taking(1, 100);
        SmsClient client = Sends.client(world, first)
                .suppressionStore(new BrokenSuppressionStore())
                .build();
        clients.add(client);

        assertThat(send(client, 10)).isEqualTo(new BulkReport(0, 10, 0, 0, 0));
        assertThat(first.calls).isEmpty();
        assertThat(Sends.refusal(parts.get(0).outcome()).reason())
                .isEqualTo("the suppression store failed with IllegalStateException, so nothing was sent");
    }

    @Test
    void a_list_of_many_stays_streamed() {
        int[] ended = {0};
        int[] mostAhead = {0};
        SmsClient client = client(taking(1, 100));
        IntStream.range(0, 1_000).forEach(i -> stop(client.suppressions(), 2 * i));
        Stream<String> numbers = IntStream.range(0, 2_000).mapToObj(i -> {
            mostAhead[0] = Math.max(mostAhead[0], i - ended[0]);
            return number(i).e164();
        });

        BulkReport report = client.bulk(
                BulkRequest.to(numbers, content -> content.text("We open at nine")),
                part -> ended[0] += part.recipients().size());

        assertThat(report).isEqualTo(new BulkReport(1_000, 1_000, 0, 0, 0));
        assertThat(mostAhead[0]).isLessThanOrEqualTo(100);
    }

    @Test
    void everybody_has_one_outcome_and_nobody_held_is_called() {
        Property.check(300, random -> {
            parts.clear();
            world.passes(Duration.ofDays(1));
            int count = 1 + random.nextInt(60);
            int fewest = 1 + random.nextInt(4);
            BulkFake first = moody("first", fewest, 2 * fewest + random.nextInt(20), random);
            BulkFake second = moody("second", fewest, 2 * fewest + random.nextInt(20), random);
            SmsClient client = client(first, second);
            Set<PhoneNumber> held = new HashSet<>();
            for (int i = random.nextInt(count); i > 0; i--) {
                int number = random.nextInt(count);
                stop(client.suppressions(), number);
                held.add(number(number));
            }

            send(client, count);

            List<PhoneNumber> ended =
                    parts.stream().flatMap(part -> part.recipients().stream()).toList();
            assertThat(ended).doesNotHaveDuplicates().hasSize(count);
            assertThat(called(first)).noneMatch(held::contains);
            assertThat(called(second)).noneMatch(held::contains);
            parts.stream()
                    .filter(part -> part.recipients().stream().anyMatch(held::contains))
                    .forEach(part -> {
                        assertThat(part.outcome()).isInstanceOf(SendOutcome.Rejected.class);
                        assertThat(held).containsAll(part.recipients());
                    });
            assertThat(first.calls).allMatch(call -> call.size() == 1 || legal(first, call.size()));
        });
    }

    private static boolean legal(SmsProvider provider, int size) {
        return size >= provider.bulkLimits().min()
                && size <= provider.bulkLimits().max();
    }

    private static BulkFake moody(String name, int fewest, int most, Random random) {
        return provider(name, fewest, most, recipients -> switch (random.nextInt(3)) {
            case 0 -> new SendResult.Rejected(Failure.of(ErrorType.NO_ROUTE, "not there"));
            case 1 -> new SendResult.Unknown("silence");
            default -> BulkFake.taken(name);
        });
    }
}
