package io.heliograph.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.store.StoreBusyException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    private final List<String> executed = new ArrayList<>(); // by the one thread, read when it has ended

    @TempDir
    private @Nullable Path folder;

    private @Nullable Session session;
    private @Nullable GroupCommit writer;

    @BeforeEach
    void openWriter() throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + Objects.requireNonNull(folder, "folder").resolve("test.db"));
        session = Session.kept(recording(connection), new DatabaseTime.Value(() -> 0L));
        session.execute("CREATE TABLE note (text TEXT NOT NULL PRIMARY KEY)");
        executed.clear();
        writer = new GroupCommit(session);
    }

    @AfterEach
    void closeWriter() throws SQLException {
        writer().close();
        Objects.requireNonNull(session, "session").close();
    }

    private GroupCommit writer() {
        return Objects.requireNonNull(writer, "writer");
    }

    private Connection recording(Connection real) {
        return proxy(Connection.class, real, statement -> proxy(Statement.class, statement, result -> result));
    }

    private interface Change {
        Object of(Object result);
    }

    private <T> T proxy(Class<T> type, Object real, Change ofStatements) {
        return type.cast(Proxy.newProxyInstance(
                GroupCommitTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("execute") && arguments != null) {
                        executed.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return method.getName().equals("createStatement") ? ofStatements.of(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private FutureTask<Integer> insert(String text, boolean fails) {
        FutureTask<Integer> insert = new FutureTask<>(() -> writer().run(true, work -> {
            int rows = work.update("INSERT INTO note (text) VALUES (?)", text);
            if (fails) {
                throw new IllegalStateException("fails after its write");
            }
            return rows;
        }));
        Thread thread = new Thread(insert);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait(); // until its work is in the queue
        }
        return insert;
    }

    private List<String> notes() {
        return writer().run(false, work -> work.query("SELECT text FROM note ORDER BY text", row -> row.getString(1)));
    }

    @Test
    void what_waits_is_committed_together_and_work_that_fails_takes_no_other_with_it() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FutureTask<Boolean> first = new FutureTask<>(() -> writer().run(false, work -> {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }));
        new Thread(first).start();
        started.await();
        FutureTask<Integer> good = insert("a", false);
        FutureTask<Integer> bad = insert("b", true);
        FutureTask<Integer> alsoGood = insert("c", false);

        release.countDown();

        assertThat(good.get()).isOne();
        assertThat(alsoGood.get()).isOne();
        assertThatThrownBy(bad::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("fails after its write");
        assertThat(notes()).containsExactly("a", "c");
        writer().close();
        assertThat(executed.stream().filter(sql -> sql.equals("COMMIT"))).hasSize(1);
        assertThat(executed.stream().filter(sql -> sql.equals("BEGIN IMMEDIATE")))
                .hasSize(1);
    }

    @Test
    void a_caller_that_is_interrupted_gets_its_result_and_stays_interrupted() throws Exception {
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            int rows = writer().run(true, work -> work.update("INSERT INTO note (text) VALUES ('a')"));
            return rows == 1 && Thread.currentThread().isInterrupted();
        });
        new Thread(call).start();

        assertThat(call.get()).isTrue();
        assertThat(notes()).containsExactly("a");
    }

    @Test
    void reading_alone_begins_no_transaction() throws Exception {
        assertThat(notes()).isEmpty();
        writer().close();

        assertThat(executed).isEmpty();
    }

    @Test
    void a_lock_of_another_process_fails_all_that_waited_and_nothing_is_stored() throws Exception {
        writer().run(false, work -> {
            work.execute("PRAGMA busy_timeout = 1");
            return true;
        });
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:"
                        + Objects.requireNonNull(folder, "folder").resolve("test.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> insert("a", false).get()).hasCauseInstanceOf(StoreBusyException.class);
            statement.execute("ROLLBACK");
        }

        assertThat(insert("b", false).get()).isOne();
        assertThat(notes()).containsExactly("b");
    }
}
