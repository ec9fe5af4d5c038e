package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.money.Budget;
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.SpendLimits;
import io.heliograph.money.SpendStore;
import io.heliograph.testkit.RecordingProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** A process of its own that sends until a limit of a shared store holds it back. */
final class SpendingProcess {
    /** The exit code of a process that died between its reservation and its send. */
    static final int KILLED = 137;

    private static final int SENDS = 60;

    private SpendingProcess() {}

    /** @param limits see {@link #limits} */
    static Process start(String store, String limits) throws IOException {
        return ChildJvm.of(SpendingProcess.class, store, limits).inheritIO().start();
    }

    /** Sends 60 messages; it exits with the number of those that were accepted. */
    public static void main(String[] arguments) {
        try (JdbcStore store = SendingProcess.builder(arguments[0]).open()) {
            if (arguments[1].equals("crash")) {
                store.spend().reserve(request());
                Runtime.getRuntime().halt(KILLED);
            }
            System.exit(accepted(store, limits(arguments[1])));
        }
    }

    static SpendStore.Request request() {
        return new SpendStore.Request(
                List.of(new BudgetAmount(Budget.parse("* * 100 parts"), "XXX", BigDecimal.ONE)),
                List.of(message().to()),
                1);
    }

    /** A maximum of messages to the number within an hour, or a budget. */
    static SpendLimits limits(String text) {
        return text.contains(" ")
                ? SpendLimits.builder().budget(Budget.parse(text)).build()
                : SpendLimits.builder()
                        .perRecipientAndHour(Integer.parseInt(text))
                        .build();
    }

    static SendRequest message() {
        return SendRequest.to("+66812345678").text("Your code is 482910").build();
    }

    static SmsClient client(JdbcStore store, SpendLimits limits) {
        RecordingProvider recording = new RecordingProvider("first");
        return SmsClient.builder()
                .provider(recording)
                .spend(limits)
                .spendStore(store.spend())
                .timelineStore(store.timelines())
                .deadline(Duration.ofSeconds(20))
                .build();
    }

    private static int accepted(JdbcStore store, SpendLimits limits) {
        int accepted = 0;
        try (SmsClient client = client(store, limits)) {
            for (int i = 0; i < SENDS; i++) {
                accepted += client.trySend(message()) instanceof SendOutcome.Accepted ? 1 : 0;
            }
        }
        return accepted;
    }
}
