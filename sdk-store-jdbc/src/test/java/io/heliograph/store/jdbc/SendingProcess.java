package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.testkit.RecordingProvider;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** Another process that sends one message with a client of its own, and may be killed at a point of its send. */
final class SendingProcess {
    /** How the process ends when it is killed. */
    static final int KILLED = 9;

    /** Where the process is killed. */
    enum Crash {
        NEVER,
        AFTER_CLAIM,
        AFTER_ATTEMPT,
        AFTER_HEADERS,
        AFTER_ANSWER,
        BEFORE_FINISH,
        AFTER_FINISH;

        void at(Crash point) {
            if (this == point) {
                Runtime.getRuntime().halt(KILLED); // as kill -9: no hook and no finally block runs
            }
        }
    }

    private static final Map<String, DataSource> POOLS = new ConcurrentHashMap<>();

    private SendingProcess() {}

    /** Starts a process; its output is inherited. */
    static Process start(String store, Path sent, Crash crash) throws IOException {
        return ChildJvm.of(SendingProcess.class, store, sent.toString(), crash.name())
                .inheritIO()
                .start();
    }

    /**
     * Sends the message. It exits with 0 if the message was accepted, whoever sent it.
     *
     * @param arguments the store, the file that gets a line for each POST, and where to crash
     */
    public static void main(String[] arguments) throws Exception {
        try (JdbcStore store = builder(arguments[0]).open();
                SmsClient client = client(store, Path.of(arguments[1]), Crash.valueOf(arguments[2]))) {
            SendOutcome outcome = client.trySend(request());
            System.exit(outcome instanceof SendOutcome.Accepted ? 0 : 1);
        }
    }

    static JdbcStore.Builder builder(String store) {
        return store.startsWith("jdbc:postgresql:")
                ? JdbcStore.builder(source(store))
                : SqliteStore.builder(Path.of(store));
    }

    /** Connections to a store's database: new ones of SQLite, those of this process's pool of PostgreSQL. */
    static DataSource source(String store) {
        if (!store.startsWith("jdbc:postgresql:")) {
            SQLiteDataSource file = new SQLiteDataSource();
            file.setUrl("jdbc:sqlite:" + store);
            return file;
        }
        return POOLS.computeIfAbsent(store, url -> ConnectionPool.of(url, true));
    }

    static SendRequest request() {
        return SendRequest.to("+66812345678")
                .text("Your code is 482910")
                .idempotencyKey(IdempotencyKey.of("order-42"))
                .build();
    }

    /** A client whose provider writes a line for each POST. */
    static SmsClient client(JdbcStore store, Path sent, Crash crash) {
        RecordingProvider recording = new RecordingProvider("first");
        SmsProvider provider = proxy(SmsProvider.class, recording.provider(), (name, before) -> {
            if (name.equals("send") && before) {
                post(sent);
                crash.at(Crash.AFTER_HEADERS);
            } else if (name.equals("send")) {
                crash.at(Crash.AFTER_ANSWER);
            }
        });
        IdempotencyStore keys = proxy(IdempotencyStore.class, store.idempotency(), (name, before) -> {
            if (before && name.equals("finish")) {
                crash.at(Crash.BEFORE_FINISH);
            } else if (!before && crash.name().equals("AFTER_" + name.toUpperCase(Locale.ROOT))) {
                crash.at(crash);
            }
        });
        return SmsClient.builder()
                .provider((VendorClient) () -> provider)
                .idempotencyStore(keys)
                .deadline(Duration.ofSeconds(20))
                .build();
    }

    private static void post(Path sent) {
        try {
            Files.writeString(sent, "POST\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is called before and after each method. */
    interface Watch {
        void call(String method, boolean before);
    }

    static <T> T proxy(Class<T> type, T real, Watch watch) {
        return type.cast(Proxy.newProxyInstance(
                SendingProcess.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, values) -> watched(real, method, values, watch)));
    }

    private static @Nullable Object watched(Object real, Method method, Object @Nullable [] values, Watch watch)
            throws Throwable {
        watch.call(method.getName(), true);
        try {
            Object result = method.invoke(real, values);
            watch.call(method.getName(), false);
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
