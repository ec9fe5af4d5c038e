package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.money.PriceTable;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.SendResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A listener gets the start and end of a bulk send, and the usage of each call. */
class BulkEndTest {
    private static final SendResult SILENCE = new SendResult.Unknown("silence");
    private static final SendResult NO = new SendResult.Rejected(Failure.of(ErrorType.NO_ROUTE, "no"));

    private final List<String> lines = new ArrayList<>();
    private final List<Optional<SendCompletion.Usage>> used = new ArrayList<>();
    private final List<@Nullable BulkReport> reports = new ArrayList<>();

    private final SmsEventListener listener = new SmsEventListener() {
        @Override
        public void sendStarted(IdempotencyKey key) {
            lines.add("a single send begins");
        }

        @Override
        public void bulkStarted(IdempotencyKey key) {
            lines.add("begin " + key);
        }

        @Override
        public void attemptEnded(IdempotencyKey key, Attempt attempt) {
            lines.add("attempt at " + attempt.provider());
        }

        @Override
        public void unknown(SendOutcome.Unknown outcome) {
            lines.add("unknown");
        }

        @Override
        public void bulkPartEnded(SendCompletion end) {
            lines.add("part " + end.outcome().orElseThrow().getClass().getSimpleName());
            used.add(end.usage());
        }

        @Override
        public void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {
            lines.add("end " + key);
            reports.add(report);
        }
    };

    private static BulkFake provider(String name, int most, Function<List<PhoneNumber>, SendResult> answer) {
        return new BulkFake(name, new BulkLimits(1, most), answer);
    }

    private SmsClient client(BulkFake... route) {
        return Sends.client(new TestTiming(), route).listener(listener).build();
    }

    private static BulkRequest request(String text) {
        return BulkRequest.to(
                Stream.of("+447700900121", "+447700900122", "+447700900123"),
                content -> content.idempotencyKey("campaign-7").text(text));
    }

    @Test
    void everything_is_published_between_the_begin_and_the_end() {
        BulkReport report = client(
                        provider("first", 2, to -> to.size() == 1 ? SILENCE : NO),
                        provider("second", 2, to -> BulkFake.taken("second")))
                .bulk(request("hello"), part -> lines.add("heard"));

        assertThat(lines)
                .containsExactly(
                        "begin campaign-7",
                        "attempt at first",
                        "attempt at second",
                        "part Accepted",
                        "heard",
                        "attempt at first",
                        "unknown",
                        "part Unknown",
                        "heard",
                        "end campaign-7");
        assertThat(reports).containsExactly(report);
    }

    @Test
    void a_part_takes_what_all_its_recipients_take() {
        client(provider("first", 2, to -> BulkFake.taken("first"))).bulk(request("x".repeat(200)), part -> {});

        assertThat(used)
                .containsExactly(
                        Optional.of(new SendCompletion.Usage(4, Credits.atMostParts(4), Optional.empty())),
                        Optional.of(new SendCompletion.Usage(2, Credits.atMostParts(2), Optional.empty())));
    }

    @Test
    void a_part_costs_what_all_its_recipients_cost() {
        Sends.client(new TestTiming(), provider("first", 2, to -> BulkFake.taken("first")))
                .listener(listener)
                .prices(PriceTable.parse("first, GB, GBP, 0.03"))
                .build()
                .bulk(request("x".repeat(200)), part -> {});

        assertThat(used)
                .extracting(part -> part.orElseThrow().price().orElseThrow())
                .containsExactly(new Money(new BigDecimal("0.12"), "GBP"), new Money(new BigDecimal("0.06"), "GBP"));
    }

    @Test
    void who_was_refused_inside_an_answer_takes_nothing() {
        MessageId id = new MessageId("first", "m-1");
        client(provider(
                        "first",
                        100,
                        to -> new SendResult.Accepted(Message.builder(id, Status.QUEUED)
                                .recipients(List.of(new RecipientStatus(id, to.get(0), Status.REJECTED, "no", null)))
                                .build())))
                .bulk(request("hello"), part -> {});

        assertThat(used)
                .containsExactly(Optional.of(new SendCompletion.Usage(2, Credits.atMostParts(2), Optional.empty())));
    }

    @Test
    void what_was_not_taken_takes_nothing() {
        client(provider("first", 2, to -> to.size() == 1 ? SILENCE : NO)).bulk(request("hello"), part -> {});

        assertThat(used).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void a_second_run_of_its_key_ends_without_a_report() {
        SmsClient client = client(provider("first", 100, to -> BulkFake.taken("first")));
        client.bulk(request("hello"), part -> {});
        lines.clear();

        assertThatThrownBy(() -> client.bulk(request("hello"), part -> {})).isInstanceOf(InvalidRequestException.class);
        assertThat(lines).containsExactly("begin campaign-7", "end campaign-7");
        assertThat(reports).hasSize(2).endsWith((BulkReport) null);
    }

    @Test
    void what_a_call_took_is_published_also_where_its_listener_ends_the_send() {
        SmsClient client = client(provider("first", 2, to -> SILENCE));

        assertThatThrownBy(() -> client.bulk(request("hello"), part -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(lines)
                .containsExactly("begin campaign-7", "attempt at first", "unknown", "part Unknown", "end campaign-7");
    }
}
