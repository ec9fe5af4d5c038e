package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxState;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.store.jdbc.OutboxProcess.Crash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers of an outbox that are killed, as by kill -9: what was committed is sent once, what was rolled back never. */
@Tag("long")
class OutboxKillTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int MESSAGES = 20;

    /** More with -Dkill-tests.kills=N. */
    private static final int KILLS = Integer.getInteger("kill-tests.kills", 5);

    @TempDir
    private @Nullable Path folder;

    private final OutboxConversation vendor = new OutboxConversation();
    private @Nullable CountingServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new CountingServer(vendor);
    }

    @AfterEach
    void close() throws IOException {
        server().close();
    }

    private CountingServer server() {
        return Objects.requireNonNull(server, "server");
    }

    private String store(StoreDialect dialect, String database) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        TestPostgres.database(database);
        return TestPostgres.url(database);
    }

    /** The store as it is an hour later, when every lease has ended. */
    private static JdbcStore later(String store) {
        return SendingProcess.builder(store)
                .clock(new MachineClock(
                        Clock.systemUTC(), () -> System.nanoTime() + AN_HOUR.toNanos(), MachineClock::linuxBoot))
                .postgresNow(() -> PostgresDatabase.NOW + " + " + Micros.of(AN_HOUR))
                .open();
    }

    private static void enqueue(String store, List<String> keys) {
        try (JdbcStore mine = SendingProcess.builder(store).open();
                Outbox outbox = mine.outbox()) {
            keys.forEach(key -> outbox.enqueue(OutboxProcess.request(key)));
        }
    }

    /** Sends the rest an hour later, until so many have been seen to be sent. */
    private void drainLater(String store, Set<String> keys) throws IOException, InterruptedException {
        server().awaitIdle();
        BlockingQueue<IdempotencyKey> sent = new LinkedBlockingQueue<>();
        try (JdbcStore mine = later(store);
                SmsClient client = OutboxProcess.client(mine.idempotency(), server().port(), Crash.NEVER);
                Outbox outbox = mine.outbox(OutboxProcess.settings()
                        .listener(OutboxProcess.sent(sent::add))
                        .build())) {
            outbox.start(client);
            Set<String> open = new HashSet<>(keys);
            open.removeIf(key -> state(outbox, key) == OutboxState.SENT);
            while (!open.isEmpty()) {
                IdempotencyKey key = sent.poll(30, TimeUnit.SECONDS);
                assertThat(key).as("one of " + open).isNotNull();
                open.remove(Objects.requireNonNull(key).value());
            }
            assertThat(outbox.health().waiting()).isZero();
            assertThat(outbox.health().unresolved()).isZero();
        }
    }

    private static @Nullable OutboxState state(Outbox outbox, String key) {
        return outbox.find(IdempotencyKey.of(key)).map(item -> item.state()).orElse(null);
    }

    static Stream<Arguments> crashes() {
        return Stream.of(StoreDialect.values())
                .flatMap(dialect -> Stream.of(Crash.values())
                        .filter(crash -> crash != Crash.NEVER)
                        .map(crash -> Arguments.of(dialect, crash)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void a_committed_message_is_sent_once_wherever_its_worker_dies(StoreDialect dialect, Crash crash) throws Exception {
        String store = store(dialect, "outbox_" + crash.name().toLowerCase(Locale.ROOT));
        enqueue(store, List.of("order-42"));

        Process process = OutboxProcess.start(store, server().port(), crash);

        assertThat(process.waitFor()).isEqualTo(SendingProcess.KILLED);
        int before = crash.compareTo(Crash.AFTER_ATTEMPT) <= 0 ? 0 : 1;
        assertThat(server().received("order-42")).isEqualTo(before);

        drainLater(store, Set.of("order-42"));

        assertThat(server().received("order-42")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_worker_that_dies_before_the_answer_has_sent_once(StoreDialect dialect) throws Exception {
        String store = store(dialect, "outbox_before_answer");
        enqueue(store, List.of("order-42"));
        BlockingQueue<Process> processes = new LinkedBlockingQueue<>();
        AtomicInteger kills = new AtomicInteger();
        vendor.beforeAnswer(key -> {
            if (kills.incrementAndGet() == 1) {
                kill(take(processes));
            }
        });
        Process process = OutboxProcess.start(store, server().port(), Crash.NEVER);
        processes.add(process);
        assertThat(process.waitFor()).isNotZero();

        drainLater(store, Set.of("order-42"));

        assertThat(server().received("order-42")).isEqualTo(1);
    }

    private static Process take(BlockingQueue<Process> processes) {
        try {
            return processes.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void kill(Process process) {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts half of the messages in transactions that are committed, and half in ones that are rolled back. */
    private static List<String> halfCommitted(String store, int round) throws SQLException {
        List<String> committed = new ArrayList<>();
        try (JdbcStore mine = SendingProcess.builder(store).open();
                Outbox outbox = mine.outbox();
                Connection connection = SendingProcess.source(store).getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 2 * MESSAGES; i++) {
                String key = (i % 2 == 0 ? "kept-" : "undone-") + round + "-" + i;
                outbox.enqueue(connection, OutboxProcess.request(key));
                if (i % 2 == 0) {
                    connection.commit();
                    committed.add(key);
                } else {
                    connection.rollback();
                }
            }
        }
        return committed;
    }

    @ParameterizedTest
    @EnumSource
    void random_kills_lose_nothing_and_double_nothing(StoreDialect dialect) throws Exception {
        String store = store(dialect, "outbox_random");
        Random random = new Random(Long.getLong("kill-tests.seed", 16));
        Set<String> committed = new HashSet<>();
        for (int round = 0; round < KILLS; round++) {
            committed.addAll(halfCommitted(store, round));
            CountDownLatch reached = new CountDownLatch(1 + random.nextInt(MESSAGES));
            vendor.beforeAnswer(key -> reached.countDown());
            Process process = OutboxProcess.start(store, server().port(), Crash.NEVER);
            assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
            kill(process);
        }
        vendor.beforeAnswer(key -> {});

        drainLater(store, committed);

        assertThat(server().received()).hasSize(committed.size());
        assertThat(committed)
                .allSatisfy(key -> assertThat(server().received(key)).isEqualTo(1));
    }

    @Test
    void of_two_workers_on_postgresql_one_may_be_killed() throws Exception {
        String store = store(StoreDialect.POSTGRESQL, "outbox_two_workers");
        Set<String> committed = new HashSet<>(halfCommitted(store, 0));
        CountDownLatch some = new CountDownLatch(MESSAGES / 2);
        Process killed = OutboxProcess.start(store, server().port(), Crash.NEVER);
        Process other = OutboxProcess.start(store, server().port(), Crash.NEVER);
        awaitStarted(killed);
        awaitStarted(other);
        vendor.beforeAnswer(key -> some.countDown());
        committed.addAll(halfCommitted(store, 1));

        assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
        kill(killed);
        CountDownLatch goesOn = new CountDownLatch(MESSAGES);
        vendor.beforeAnswer(key -> {
            if (key.startsWith("kept-2-")) {
                goesOn.countDown();
            }
        });
        committed.addAll(halfCommitted(store, 2));
        assertThat(goesOn.await(60, TimeUnit.SECONDS)).isTrue();
        kill(other);
        drainLater(store, committed);

        assertThat(server().received()).hasSize(committed.size());
        assertThat(committed)
                .allSatisfy(key -> assertThat(server().received(key)).isEqualTo(1));
    }

    private static void awaitStarted(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); !"started".equals(line); line = out.readLine()) {
            assertThat(line).as("the worker's output").isNotNull();
        }
    }
}
