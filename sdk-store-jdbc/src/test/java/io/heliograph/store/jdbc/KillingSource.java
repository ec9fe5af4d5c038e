package io.heliograph.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that kills its process, as kill -9 does, before or after a statement. */
final class KillingSource {
    private final String statement;
    private final int time;
    private final boolean after;
    private final AtomicInteger times = new AtomicInteger();

    private KillingSource(String statement, int time, boolean after) {
        this.statement = statement;
        this.time = time;
        this.after = after;
    }

    /**
     * Makes one.
     *
     * @param statement a piece of the statement; empty for never
     * @param time the how manieth time
     * @param after whether it does so after the statement
     */
    static DataSource of(DataSource source, String statement, int time, boolean after) {
        return statement.isEmpty()
                ? source
                : new KillingSource(statement, time, after).proxy(DataSource.class, source, "");
    }

    private <T> T proxy(Class<T> type, T real, String sql) {
        Object made = Proxy.newProxyInstance(
                KillingSource.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String text = arguments != null && arguments.length > 0 && arguments[0] instanceof String first
                            ? first
                            : sql;
                    boolean kills = method.getName().startsWith("execute")
                            && text.contains(statement)
                            && times.incrementAndGet() == time;
                    if (kills && !after) {
                        Runtime.getRuntime().halt(SendingProcess.KILLED);
                    }
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (kills) {
                        Runtime.getRuntime().halt(SendingProcess.KILLED);
                    }
                    return result instanceof Connection connection
                            ? proxy(Connection.class, connection, text)
                            : result instanceof PreparedStatement prepared
                                    ? proxy(PreparedStatement.class, prepared, text)
                                    : result instanceof Statement plain ? proxy(Statement.class, plain, text) : result;
                });
        return type.cast(made);
    }
}
