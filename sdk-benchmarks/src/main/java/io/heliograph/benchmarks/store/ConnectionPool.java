package io.heliograph.benchmarks.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/** The least that a pool of connections does: it keeps those that were closed. Thread-safe. */
final class ConnectionPool implements AutoCloseable {
    private final String url;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    ConnectionPool(String url) {
        this.url = url;
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                ConnectionPool.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Connection known = idle.poll();
                    return pooled(known == null ? DriverManager.getConnection(url) : known);
                });
    }

    private Connection pooled(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                ConnectionPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        idle.push(real);
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : new ArrayDeque<>(idle)) {
            connection.close();
        }
    }
}
