package io.heliograph.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** An SQLite file whose commit fails where a test says so, before or after it is done. */
final class FailingSource {
    private FailingSource() {}

    /** The failure of the next commit. Thread-safe. */
    static final class Fault {
        private boolean pending;
        private boolean after;

        synchronized void next(boolean afterCommit) {
            pending = true;
            after = afterCommit;
        }

        synchronized boolean isPending() {
            return pending;
        }

        private synchronized void at(boolean isDone) throws SQLException {
            if (pending && after == isDone) {
                pending = false;
                throw new SQLException("disk I/O error", "", 10);
            }
        }
    }

    static DataSource of(Path file, Fault fault) {
        SQLiteDataSource real = new SQLiteDataSource();
        real.setUrl("jdbc:sqlite:" + file);
        return wrapped(DataSource.class, real, fault);
    }

    private static <T> T wrapped(Class<T> type, Object real, Fault fault) {
        return type.cast(Proxy.newProxyInstance(
                FailingSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean isCommit =
                            method.getName().equals("execute") && arguments != null && arguments[0].equals("COMMIT");
                    try {
                        if (isCommit) {
                            fault.at(false);
                        }
                        Object result = method.invoke(real, arguments);
                        if (isCommit) {
                            fault.at(true);
                        }
                        return switch (method.getName()) {
                            case "getConnection" -> wrapped(Connection.class, result, fault);
                            case "createStatement" -> wrapped(Statement.class, result, fault);
                            default -> result;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
