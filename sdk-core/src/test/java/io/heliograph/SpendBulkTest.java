package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkListener;
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
import io.heliograph.money.Budget;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.SendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpendBulkTest {
    private static final BulkLimits HUNDREDS = new BulkLimits(1, 100);

    private final List<BulkCallResult> parts = new ArrayList<>();

    private static Stream<String> thai(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+6681" + (1_000_000 + i));
    }

    private static SmsClient client(SpendLimits.Builder limits, BulkFake... providers) {
        return Sends.client(new TestTiming(), providers).spend(limits.build()).build();
    }

    private BulkReport send(SmsClient client, Stream<String> recipients) {
        return client.bulk(BulkRequest.to(recipients, content -> content.text("We open at nine")), new BulkListener() {
            @Override
            public void finished(BulkCallResult part) {
                parts.add(part);
            }
        });
    }

    private static SpendLimits.Builder budget(String text) {
        return SpendLimits.builder().budget(Budget.parse(text));
    }

    @Test
    void a_call_goes_whole_or_not_at_all() {
        BulkFake provider = new BulkFake("a", HUNDREDS, to -> BulkFake.taken("a"));
        try (SmsClient client = client(budget("* * 150 parts"), provider)) {
            BulkReport report = send(client, thai(200));

            assertThat(report).isEqualTo(new BulkReport(100, 100, 0, 0, 0));
            assertThat(Sends.refusal(parts.get(1).outcome()).reason()).contains("takes 100 parts", "has 50 parts left");
            assertThat(send(client, thai(50)).accepted()).isEqualTo(50);
            assertThat(send(client, thai(1)).accepted()).isZero();
        }
    }

    @Test
    void each_recipient_is_counted_for_his_own_country() {
        BulkFake provider = new BulkFake("a", HUNDREDS, to -> BulkFake.taken("a"));
        try (SmsClient client = client(budget("a TH 2 parts").budget(Budget.parse("a US 1 parts")), provider)) {
            assertThat(send(client, Stream.of("+66812345678", "+12125550123", "+66812345679"))
                            .accepted())
                    .isEqualTo(3);
            assertThat(send(client, Stream.of("+447537151866", "+12125550124")))
                    .isEqualTo(new BulkReport(1, 1, 0, 0, 0));
        }
    }

    @Test
    void who_had_enough_is_left_out_and_the_others_get_theirs() {
        BulkFake provider = new BulkFake("a", HUNDREDS, to -> BulkFake.taken("a"));
        try (SmsClient client = client(SpendLimits.builder().perRecipientAndHour(1), provider)) {
            client.send(SendRequest.to("+66811000007").text("x").build());
            parts.clear();

            assertThat(send(client, thai(20))).isEqualTo(new BulkReport(19, 1, 0, 0, 0));
            BulkCallResult left = parts.stream()
                    .filter(part -> part.outcome() instanceof SendOutcome.Rejected)
                    .findFirst()
                    .orElseThrow();
            assertThat(left.recipients()).containsExactly(PhoneNumber.of("+66811000007"));
            assertThat(Sends.refusal(left.outcome()).type()).isEqualTo(ErrorType.SPEND_LIMIT);
        }
    }

    @Test
    void a_recipient_rejected_within_a_call_is_released() {
        BulkFake provider = new BulkFake("a", HUNDREDS, SpendBulkTest::halfOf);
        try (SmsClient client = client(budget("* * 100 parts").perRecipientAndHour(1), provider)) {
            send(client, thai(100));
            send(client, thai(50).filter(to -> Long.parseLong(to) % 2 == 1));
            send(client, thai(151).skip(100));
            send(client, thai(150).skip(100));
            assertThat(provider.calls).extracting(List::size).containsExactly(100, 25, 50);
        }
    }

    /** Takes all, and refuses the odd numbers among them. */
    private static SendResult halfOf(List<PhoneNumber> to) {
        MessageId id = new MessageId("a", "m-1");
        List<RecipientStatus> recipients = to.stream()
                .map(number -> new RecipientStatus(
                        id,
                        number,
                        Long.parseLong(number.digits()) % 2 == 1 ? Status.REJECTED : Status.QUEUED,
                        null,
                        null))
                .toList();
        return new SendResult.Accepted(
                Message.builder(id, Status.QUEUED).recipients(recipients).build());
    }

    @Test
    void a_refused_call_is_given_back_for_the_next_provider() {
        BulkFake full = new BulkFake(
                "a",
                HUNDREDS,
                to -> new SendResult.Rejected(Failure.of(ErrorType.INSUFFICIENT_CREDIT, "no credit left")));
        BulkFake next = new BulkFake("b", HUNDREDS, to -> BulkFake.taken("b"));
        try (SmsClient client = client(budget("* * 100 parts"), full, next)) {
            assertThat(send(client, thai(100)).accepted()).isEqualTo(100);
            assertThat(send(client, thai(1)).accepted()).isZero();
        }
    }
}
