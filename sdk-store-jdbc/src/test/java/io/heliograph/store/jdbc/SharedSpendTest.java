package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.money.SpendStore;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits of several processes with one database. */
@Tag("long")
class SharedSpendTest {
    @TempDir
    private @Nullable Path folder;

    private String store(StoreDialect dialect, String database) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        TestPostgres.database(database);
        return TestPostgres.url(database);
    }

    private static int acceptedOfTwoProcesses(String store, String limits) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(SpendingProcess.start(store, limits));
        }
        int accepted = 0;
        for (Process process : processes) {
            accepted += process.waitFor();
        }
        return accepted;
    }

    @ParameterizedTest
    @EnumSource
    void two_processes_spend_one_budget_to_its_end_and_not_beyond(StoreDialect dialect) throws Exception {
        String store = store(dialect, "shared_budget");

        assertThat(acceptedOfTwoProcesses(store, "* * 70 parts")).isEqualTo(70);

        try (JdbcStore later = SendingProcess.builder(store).open();
                SmsClient client = SpendingProcess.client(later, SpendingProcess.limits("* * 70 parts"))) {
            SendOutcome outcome = client.trySend(SpendingProcess.message());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.failure().type()).isEqualTo(ErrorType.SPEND_LIMIT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_number_gets_its_messages_of_an_hour_from_all_processes_together(StoreDialect dialect) throws Exception {
        assertThat(acceptedOfTwoProcesses(store(dialect, "shared_hour"), "70")).isEqualTo(70);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_killed_process_had_reserved_stays_reserved(StoreDialect dialect) throws Exception {
        String store = store(dialect, "killed_spender");

        assertThat(SpendingProcess.start(store, "crash").waitFor()).isEqualTo(SpendingProcess.KILLED);

        try (JdbcStore later = SendingProcess.builder(store).open()) {
            assertThat(later.spend().check(SpendingProcess.request())).contains(new SpendStore.OverRecipientLimit(1));
        }
        assertThat(acceptedOfTwoProcesses(store, "* * 100 parts")).isEqualTo(99);
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_that_another_process_gets_corrects_the_budget_of_all(StoreDialect dialect) {
        String store = store(dialect, "shared_charge");
        MessageId id;
        try (JdbcStore one = SendingProcess.builder(store).open();
                SmsClient client = SpendingProcess.client(one, SpendingProcess.limits("* * 5 parts"))) {
            SendOutcome outcome = client.trySend(SpendingProcess.message());
            id = ((SendOutcome.Accepted) outcome).message().id();
        }
        try (JdbcStore other = SendingProcess.builder(store).open();
                SmsClient client = SpendingProcess.client(other, SpendingProcess.limits("* * 5 parts"))) {
            client.tracker()
                    .add(StatusReport.of(id, Status.DELIVERED, ReportSource.WEBHOOK, Instant.now())
                            .parts(4)
                            .build());

            assertThat(client.trySend(SpendingProcess.message())).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(client.trySend(SpendingProcess.message())).isInstanceOf(SendOutcome.Rejected.class);
        }
    }
}
