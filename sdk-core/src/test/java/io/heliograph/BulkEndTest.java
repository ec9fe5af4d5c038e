package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.event.SendEnd;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.money.PriceTable;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A listener hears where a bulk send begins and ends, and what each of its calls takes. */
class BulkEndTest {
    private static final Answer SILENCE = new Answer.Unclear("silence");
    private static final Answer NO = new Answer.Refused(Refusal.of(ErrorType.NO_ROUTE, "no"));

    private final List<String> lines = new ArrayList<>();
    private final List<Optional<SendEnd.Used>> used = new ArrayList<>();
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
        public void bulkPartEnded(SendEnd end) {
            lines.add("part " + end.outcome().orElseThrow().getClass().getSimpleName());
            used.add(end.used());
        }

        @Override
        public void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {
            lines.add("end " + key);
            reports.add(report);
        }
    };

    private static BulkFake provider(String name, int most, Function<List<PhoneNumber>, Answer> answer) {
        return new BulkFake(name, new BulkLimits(1, most), answer);
    }

    private SmsClient client(BulkFake... route) {
        return Sends.client(new TestWorld(), route).listener(listener).build();
    }

    private static BulkRequest request(String text) {
        return BulkRequest.to(
                Stream.of("+447700900121", "+447700900122", "+447700900123"),
                content -> content.idempotencyKey("campaign-7").text(text));
    }

    @Test
    void everythingIsToldBetweenTheBeginAndTheEnd() {
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
    void aPartTakesWhatAllItsRecipientsTake() {
        client(provider("first", 2, to -> BulkFake.taken("first"))).bulk(request("x".repeat(200)), part -> {});

        assertThat(used)
                .containsExactly(
                        Optional.of(new SendEnd.Used(4, Credits.atMostParts(4), Optional.empty())),
                        Optional.of(new SendEnd.Used(2, Credits.atMostParts(2), Optional.empty())));
    }

    @Test
    void aPartCostsWhatAllItsRecipientsCost() {
        Sends.client(new TestWorld(), provider("first", 2, to -> BulkFake.taken("first")))
                .listener(listener)
                .prices(PriceTable.parse("first, GB, GBP, 0.03"))
                .build()
                .bulk(request("x".repeat(200)), part -> {});

        assertThat(used)
                .extracting(part -> part.orElseThrow().price().orElseThrow())
                .containsExactly(new Money(new BigDecimal("0.12"), "GBP"), new Money(new BigDecimal("0.06"), "GBP"));
    }

    @Test
    void whoWasRefusedInsideAnAnswerTakesNothing() {
        MessageId id = new MessageId("first", "m-1");
        client(provider(
                        "first",
                        100,
                        to -> new Answer.Accepted(Message.builder(id, Status.QUEUED)
                                .recipients(List.of(new Recipient(id, to.get(0), Status.REJECTED, "no", null)))
                                .build())))
                .bulk(request("hello"), part -> {});

        assertThat(used).containsExactly(Optional.of(new SendEnd.Used(2, Credits.atMostParts(2), Optional.empty())));
    }

    @Test
    void whatWasNotTakenTakesNothing() {
        client(provider("first", 2, to -> to.size() == 1 ? SILENCE : NO)).bulk(request("hello"), part -> {});

        assertThat(used).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aSecondRunOfItsKeyEndsWithoutAReport() {
        SmsClient client = client(provider("first", 100, to -> BulkFake.taken("first")));
        client.bulk(request("hello"), part -> {});
        lines.clear();

        assertThatThrownBy(() -> client.bulk(request("hello"), part -> {})).isInstanceOf(InvalidRequestException.class);
        assertThat(lines).containsExactly("begin campaign-7", "end campaign-7");
        assertThat(reports).hasSize(2).endsWith((BulkReport) null);
    }

    @Test
    void whatACallTookIsToldAlsoWhereItsListenerEndsTheSend() {
        SmsClient client = client(provider("first", 2, to -> SILENCE));

        assertThatThrownBy(() -> client.bulk(request("hello"), part -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(lines)
                .containsExactly("begin campaign-7", "attempt at first", "unknown", "part Unknown", "end campaign-7");
    }
}
