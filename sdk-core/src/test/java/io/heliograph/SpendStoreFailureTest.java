package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.money.Budget;
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.MemorySpendStore;
import io.heliograph.money.SpendBooking;
import io.heliograph.money.SpendLimits;
import io.heliograph.money.SpendStore;
import io.heliograph.spi.SendResult;
import io.heliograph.tracking.Charge;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever of the spend store fails: too much may be counted, and nothing is sent that isn't. */
class SpendStoreFailureTest {
    private final TestTiming world = new TestTiming();
    private final BrokenStore store = new BrokenStore();

    /** Fails where a test says so, with the number in its message. */
    private static final class BrokenStore implements SpendStore {
        private final SpendStore real = new MemorySpendStore();
        private String broken = "";

        private SpendStore unless(String method) {
            if (broken.contains(method)) {
                throw new IllegalStateException("+66812345678");
            }
            return real;
        }

        @Override
        public Optional<Excess> check(Request request) {
            return unless("check").check(request);
        }

        @Override
        public Result reserve(Request request) {
            return unless("reserve").reserve(request);
        }

        @Override
        public void release(Reservation reservation, List<BudgetAmount> amounts, Collection<PhoneNumber> to) {
            unless("release").release(reservation, amounts, to);
        }

        @Override
        public void book(MessageId id, SpendBooking booking) {
            unless("book").book(id, booking);
        }

        @Override
        public void correct(MessageId id, Charge charge) {
            unless("correct").correct(id, charge);
        }
    }

    private SmsClient client(FakeProvider provider) {
        return Sends.client(world, provider)
                .spend(SpendLimits.builder().budget(Budget.parse("* * 2 parts")).build())
                .spendStore(store)
                .build();
    }

    private static SendOutcome send(SmsClient client) {
        return client.trySend(SendRequest.to("+66812345678").text("x").build());
    }

    @Test
    void without_a_reservation_nothing_is_sent() {
        FakeProvider provider = FakeProvider.accepting("first");
        for (String method : new String[] {"check", "reserve"}) {
            store.broken = method;
            try (SmsClient client = client(provider)) {
                Failure failure = Sends.refusal(send(client));

                assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
                assertThat(failure.reason())
                        .contains("the spend store failed with IllegalStateException, so nothing was sent")
                        .doesNotContain("66812345678");
            }
        }
        assertThat(provider.sends()).isZero();
    }

    @Test
    void a_reservation_that_cannot_be_released_stays() {
        store.broken = "release";
        FakeProvider provider = FakeProvider.of(
                "first",
                (request, context) ->
                        new SendResult.Rejected(Failure.of(ErrorType.INVALID_RECIPIENT, "no such number")));
        try (SmsClient client = client(provider)) {
            for (int i = 0; i < 2; i++) {
                assertThat(Sends.refusal(send(client)).type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
            }
            assertThat(Sends.refusal(send(client)).type()).isEqualTo(ErrorType.SPEND_LIMIT);
        }
    }

    @Test
    void an_accepted_message_stays_accepted_and_counted_where_its_booking_fails() {
        store.broken = "book correct";
        try (SmsClient client = client(FakeProvider.accepting("first"))) {
            for (int i = 0; i < 2; i++) {
                assertThat(Sends.taker(send(client))).isEqualTo("first");
            }
            assertThat(Sends.refusal(send(client)).type()).isEqualTo(ErrorType.SPEND_LIMIT);
        }
    }
}
