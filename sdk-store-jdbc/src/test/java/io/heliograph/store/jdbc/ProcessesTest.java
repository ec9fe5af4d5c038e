package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.store.jdbc.SendingProcess.Crash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several processes with one database: each has a JVM and a client of its own. */
@Tag("long")
class ProcessesTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final IdempotencyKey KEY = SendingProcess.request().key();

    @TempDir
    private @Nullable Path folder;

    private Path file(String name) {
        return Objects.requireNonNull(folder, "folder").resolve(name);
    }

    private String store(StoreDialect dialect, String database) {
        if (dialect == StoreDialect.SQLITE) {
            return file("store.db").toString();
        }
        TestPostgres.database(database);
        return TestPostgres.url(database);
    }

    /** The store as it is an hour later, when every lease has ended. */
    static JdbcStore later(String store) {
        return SendingProcess.builder(store)
                .clock(new MachineClock(
                        Clock.systemUTC(), () -> System.nanoTime() + AN_HOUR.toNanos(), MachineClock::linuxBoot))
                .postgresNow(() -> PostgresDatabase.NOW + " + " + Micros.of(AN_HOUR))
                .open();
    }

    private List<String> posts() throws IOException {
        return Files.exists(file("sent")) ? Files.readAllLines(file("sent")) : List.of();
    }

    @ParameterizedTest
    @EnumSource
    void of_several_processes_with_one_key_one_sends_and_all_have_its_result(StoreDialect dialect) throws Exception {
        String store = store(dialect, "several_processes");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(SendingProcess.start(store, file("sent"), Crash.NEVER));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }

        assertThat(posts()).hasSize(1);
        try (JdbcStore mine = SendingProcess.builder(store).open();
                SmsClient client = SendingProcess.client(mine, file("sent"), Crash.NEVER)) {
            SendOutcome again = client.trySend(SendingProcess.request());
            assertThat(again.replayed()).isTrue();
            assertThat(again).isInstanceOfSatisfying(SendOutcome.Accepted.class, accepted -> {
                assertThat(accepted.message().id()).hasToString("first:order-42");
                assertThat(accepted.message().to()).contains(PhoneNumber.of("+66812345678"));
            });
        }
        assertThat(posts()).hasSize(1);
    }

    static Stream<Arguments> crashes() {
        return Stream.of(StoreDialect.values())
                .flatMap(dialect -> Stream.of(Crash.values())
                        .filter(crash -> crash != Crash.NEVER)
                        .map(crash -> Arguments.of(dialect, crash)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void a_killed_process_never_leads_to_a_second_message(StoreDialect dialect, Crash crash) throws Exception {
        String store = store(dialect, "killed_" + crash.name().toLowerCase(Locale.ROOT));
        assertThat(SendingProcess.start(store, file("sent"), crash).waitFor()).isEqualTo(SendingProcess.KILLED);
        int posts = crash == Crash.AFTER_CLAIM || crash == Crash.AFTER_ATTEMPT ? 0 : 1;
        assertThat(posts()).hasSize(posts);

        try (JdbcStore mine = later(store);
                SmsClient client = SendingProcess.client(mine, file("sent"), Crash.NEVER)) {
            boolean finished = crash == Crash.AFTER_FINISH;
            assertThat(mine.unresolved(10)).isEqualTo(finished ? List.of() : List.of(KEY));

            SendOutcome again = client.trySend(SendingProcess.request());

            assertThat(again.replayed()).isTrue();
            assertThat(again).isInstanceOf(finished ? SendOutcome.Accepted.class : SendOutcome.Unknown.class);
            assertThat(posts()).hasSize(posts);

            SendOutcome reconciled = client.reconcile(SendingProcess.request());

            assertThat(reconciled)
                    .isInstanceOf(
                            finished
                                    ? SendOutcome.Accepted.class
                                    : crash == Crash.AFTER_CLAIM
                                            ? SendOutcome.Rejected.class
                                            : SendOutcome.Unknown.class);
            assertThat(posts()).hasSize(posts);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_store_that_fails_sends_nothing(StoreDialect dialect) throws Exception {
        JdbcStore mine = SendingProcess.builder(store(dialect, "failing")).open();
        mine.close();
        if (dialect == StoreDialect.POSTGRESQL) {
            TestPostgres.terminate("failing");
        }
        try (SmsClient client = SendingProcess.client(mine, file("sent"), Crash.NEVER)) {
            SendOutcome outcome = client.trySend(SendingProcess.request());

            assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                assertThat(rejected.errorType()).isEqualTo(ErrorType.OTHER);
                assertThat(rejected.failure().reason())
                        .startsWith("the idempotency store failed with StoreException (the ")
                        .endsWith("), so nothing was sent");
            });
            assertThat(posts()).isEmpty();
        }
    }
}
