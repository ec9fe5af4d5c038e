package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.internal.send.BulkSender;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.SendResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkTest {
    private static final SendResult NO_CREDIT =
            new SendResult.Rejected(Failure.of(ErrorType.INSUFFICIENT_CREDIT, "no credit left"));
    private static final SendResult OPTED_OUT = new SendResult.Rejected(Failure.of(ErrorType.OPTED_OUT, "opted out"));

    private final RecordingListener listener = new RecordingListener();

    private static Stream<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+6681" + (1_000_000 + i));
    }

    private static BulkFake taking(String name, BulkLimits limits) {
        return new BulkFake(name, limits, recipients -> BulkFake.taken(name));
    }

    private BulkReport send(Stream<String> recipients, BulkFake... providers) {
        SmsClientBuilder client = SmsClient.builder();
        for (BulkFake provider : providers) {
            client.provider(provider);
        }
        try (SmsClient sms = client.build()) {
            return sms.bulk(BulkRequest.to(recipients, content -> content.text("We open at nine")), listener);
        }
    }

    private static List<Integer> sizes(BulkFake provider) {
        return provider.calls.stream().map(List::size).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, 50000, 1",
        "99, 100, 50000, 99",
        "100, 100, 50000, 100",
        "50000, 100, 50000, 50000",
        "50001, 100, 50000, 49901 100",
        "50050, 100, 50000, 49950 100",
        "50100, 100, 50000, 50000 100",
        "100050, 100, 50000, 50000 49950 100",
        "7, 1, 3, 3 3 1"
    })
    void calls_are_as_large_as_they_may_be_and_the_last_is_large_enough(
            int count, int fewest, int most, String expected) {
        assertThat(BulkSender.split(count, new BulkLimits(fewest, most)).stream()
                        .map(String::valueOf))
                .containsExactly(expected.split(" "));
    }

    @Test
    void every_cut_is_legal_and_nobody_is_lost() {
        long seed = 20_261_120;
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            int fewest = 1 + random.nextInt(50);
            BulkLimits limits = new BulkLimits(fewest, 2 * fewest + random.nextInt(200));
            int count = fewest + random.nextInt(2_000);
            List<Integer> cuts = BulkSender.split(count, limits);
            assertThat(cuts.stream().mapToInt(Integer::intValue).sum())
                    .as("seed %d run %d", seed, run)
                    .isEqualTo(count);
            assertThat(cuts)
                    .as("seed %d run %d: %s of %d", seed, run, limits, count)
                    .allMatch(size -> size >= limits.min() && size <= limits.max());
        }
    }

    @Test
    void too_few_for_a_bulk_call_go_out_one_by_one() {
        BulkFake provider = taking("a", new BulkLimits(100, 50_000));

        BulkReport report = send(numbers(99), provider);

        assertThat(sizes(provider)).hasSize(99).containsOnly(1);
        assertThat(report).isEqualTo(new BulkReport(99, 0, 0, 0, 0));
    }

    @Test
    void a_stream_is_read_in_windows_that_leave_enough_for_the_last_call() {
        BulkFake provider = taking("a", new BulkLimits(100, 1_000));

        BulkReport report = send(numbers(2_050), provider);

        assertThat(sizes(provider)).containsExactly(1_000, 950, 100);
        assertThat(report.accepted()).isEqualTo(2_050);
    }

    @Test
    void the_stream_is_not_read_ahead_of_the_calls_by_more_than_a_window() {
        AtomicInteger read = new AtomicInteger();
        List<Integer> readAtCall = new ArrayList<>();
        BulkFake provider = new BulkFake("a", new BulkLimits(1, 10), recipients -> {
            readAtCall.add(read.get());
            return BulkFake.taken("a");
        });

        send(numbers(40).peek(number -> read.incrementAndGet()), provider);

        assertThat(readAtCall).containsExactly(11, 21, 31, 40);
    }

    @Test
    void a_provider_without_bulk_gets_single_sends_with_keys_of_their_own() {
        BulkFake provider = new BulkFake("a", null, recipients -> BulkFake.taken("a"));

        BulkReport report = send(numbers(50), provider);

        assertThat(report.accepted()).isEqualTo(50);
        assertThat(provider.requests.stream().map(SendRequest::key).distinct()).hasSize(50);
        assertThat(provider.requests.stream().map(SendRequest::to).distinct()).hasSize(50);
    }

    @Test
    void the_same_key_gives_the_same_keys_of_parts() {
        IdempotencyKey key = IdempotencyKey.of("campaign-7");

        assertThat(key.part(1, 1)).isEqualTo(key.part(1, 1)).isNotEqualTo(key.part(2, 1));
        assertThat(key.part(1, 1)).isNotEqualTo(IdempotencyKey.of("campaign-8").part(1, 1));
    }

    @Test
    void what_one_provider_refuses_goes_to_the_next_in_its_own_sizes() {
        BulkFake first = new BulkFake("a", new BulkLimits(1, 100), recipients -> NO_CREDIT);
        BulkFake second = taking("b", new BulkLimits(1, 40));

        BulkReport report = send(numbers(100), first, second);

        assertThat(sizes(first)).containsExactly(100);
        assertThat(sizes(second)).containsExactly(40, 40, 20);
        assertThat(report.accepted()).isEqualTo(100);
        assertThat(listener.parts)
                .hasSize(3)
                .allSatisfy(part -> assertThat(part.outcome().attempts())
                        .extracting(attempt -> attempt.provider())
                        .containsExactly("a", "b"));
    }

    @Test
    void recipients_that_a_provider_cannot_take_go_to_the_next_and_the_others_stay() {
        BulkFake thai = taking("a", new BulkLimits(1, 100));
        thai.onlyPrefix = "+66";
        BulkFake any = taking("b", new BulkLimits(1, 100));

        BulkReport report = send(Stream.concat(numbers(5), Stream.of("+447700900123", "+447700900124")), thai, any);

        assertThat(report.accepted()).isEqualTo(7);
        assertThat(sizes(thai)).containsExactly(5);
        assertThat(any.calls)
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .extracting(PhoneNumber::e164)
                        .containsExactly("+447700900123", "+447700900124"));
    }

    @Test
    void a_final_rejection_goes_nowhere_else() {
        BulkFake first = new BulkFake("a", new BulkLimits(1, 100), recipients -> OPTED_OUT);
        BulkFake second = taking("b", new BulkLimits(1, 100));

        BulkReport report = send(numbers(100), first, second);

        assertThat(second.calls).isEmpty();
        assertThat(report).isEqualTo(new BulkReport(0, 100, 0, 0, 0));
    }

    @Test
    void an_unknown_part_is_not_sent_again_and_the_others_go_on() {
        BulkFake first = new BulkFake(
                "a",
                new BulkLimits(1, 10),
                recipients -> recipients.get(0).e164().endsWith("10")
                        ? new SendResult.Unknown("silence")
                        : BulkFake.taken("a"));
        BulkFake second = taking("b", new BulkLimits(1, 10));

        BulkReport report = send(numbers(30), first, second);

        assertThat(second.calls).isEmpty();
        assertThat(report).isEqualTo(new BulkReport(20, 0, 10, 0, 0));
    }

    @Test
    void a_part_that_no_provider_takes_is_rejected_with_every_reason() {
        BulkFake first = new BulkFake("a", new BulkLimits(1, 100), recipients -> NO_CREDIT);
        BulkFake second = new BulkFake("b", new BulkLimits(1, 100), recipients -> NO_CREDIT);

        BulkReport report = send(numbers(10), first, second);

        assertThat(report.rejected()).isEqualTo(10);
        assertThat(listener.parts)
                .singleElement()
                .satisfies(part -> assertThat(part.outcome())
                        .isInstanceOfSatisfying(
                                SendOutcome.Rejected.class,
                                rejected -> assertThat(rejected.failure().reason())
                                        .isEqualTo("a: no credit left; b: no credit left")));
    }

    @Test
    void wrong_and_repeated_numbers_are_named_by_their_place_and_left_out() {
        BulkFake provider = taking("a", new BulkLimits(1, 100));

        BulkReport report = send(Stream.of("+66812345678", "0812345678", "+66812345678", "", "+66812345679"), provider);

        assertThat(report).isEqualTo(new BulkReport(2, 0, 0, 2, 1));
        assertThat(listener.leftOut).hasSize(3);
        assertThat(listener.leftOut.get(0)).startsWith("2 to is 10 digits");
        assertThat(listener.leftOut.get(1)).isEqualTo("3 to is a duplicate");
        assertThat(listener.leftOut.get(2)).startsWith("4 to is empty");
    }

    @Test
    void recipients_that_the_vendor_refused_inside_its_answer_are_counted_apart() {
        BulkFake provider = new BulkFake("a", new BulkLimits(1, 100), recipients -> {
            MessageId batch = new MessageId("a", "batch-1");
            List<RecipientStatus> each = List.of(
                    new RecipientStatus(batch, recipients.get(0), Status.QUEUED, "queued", null),
                    new RecipientStatus(batch, recipients.get(1), Status.REJECTED, "rejected", null));
            return new SendResult.Accepted(
                    Message.builder(batch, Status.QUEUED).recipients(each).build());
        });

        assertThat(send(numbers(2), provider)).isEqualTo(new BulkReport(1, 1, 0, 0, 0));
    }

    @Test
    void recipients_that_the_answer_leaves_open_are_unknown_and_nobody_sends_to_them_again() {
        BulkFake provider = new BulkFake("a", new BulkLimits(1, 100), recipients -> {
            MessageId batch = new MessageId("a", "batch-1");
            List<RecipientStatus> each = List.of(
                    new RecipientStatus(batch, recipients.get(0), Status.QUEUED, "queued", null),
                    new RecipientStatus(batch, recipients.get(1), Status.REJECTED, "rejected", null),
                    RecipientStatus.unnamed(batch, recipients.get(2), "it names 2 of 4"));
            return new SendResult.Accepted(
                    Message.builder(batch, Status.QUEUED).recipients(each).build());
        });
        BulkFake second = new BulkFake("b", new BulkLimits(1, 100), recipients -> {
            throw new AssertionError("it was asked");
        });

        assertThat(send(numbers(4), provider, second)).isEqualTo(new BulkReport(2, 1, 1, 0, 0));
    }

    @Test
    void the_content_is_checked_before_anybody_is_read() {
        Stream<String> never = Stream.generate(() -> {
            throw new AssertionError("a recipient was read");
        });

        assertThatThrownBy(() -> BulkRequest.to(never, content -> content.text("")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("text is missing");
    }

    @Test
    void nobody_is_lost_and_nobody_gets_two_whatever_the_providers_do() {
        long seed = 7_712_113;
        for (int run = 0; run < 300; run++) {
            Random random = new Random(seed + run);
            BulkFake first = moody("a", new BulkLimits(1 + random.nextInt(5), 10 + random.nextInt(40)), random);
            BulkFake second =
                    moody("b", random.nextBoolean() ? null : new BulkLimits(1, 2 + random.nextInt(30)), random);
            int count = random.nextInt(300);
            RecordingListener listener = new RecordingListener();
            try (SmsClient sms =
                    SmsClient.builder().provider(first).provider(second).build()) {
                BulkReport report = sms.bulk(BulkRequest.to(numbers(count), content -> content.text("hi")), listener);
                assertThat(report.accepted() + report.rejected() + report.unknown())
                        .as("seed %d", seed + run)
                        .isEqualTo(count);
            }
            Set<PhoneNumber> finished = new HashSet<>();
            listener.parts.forEach(part -> part.recipients()
                    .forEach(number -> assertThat(finished.add(number))
                            .as("twice, seed %d", seed)
                            .isTrue()));
            assertThat(finished).hasSize(count);
        }
    }

    private static BulkFake moody(String name, @Nullable BulkLimits limits, Random random) {
        return new BulkFake(name, limits, recipients -> switch (random.nextInt(4)) {
            case 0 -> NO_CREDIT;
            case 1 -> OPTED_OUT;
            case 2 -> new SendResult.Unknown("silence");
            default -> BulkFake.taken(name);
        });
    }

    /** All events. */
    private static final class RecordingListener implements BulkListener {
        private final List<BulkCallResult> parts = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        @Override
        public void finished(BulkCallResult part) {
            parts.add(part);
        }

        @Override
        public void leftOut(long place, Violation why) {
            leftOut.add(place + " " + why);
        }
    }
}
