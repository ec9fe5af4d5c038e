package io.heliograph.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A pool of connections to PostgreSQL that never closes one: a server process for each call would be most of a test's work. */
final class ConnectionPool {
    private final DataSource server;
    private final boolean autoCommit;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    private ConnectionPool(DataSource server, boolean autoCommit) {
        this.server = server;
        this.autoCommit = autoCommit;
    }

    /** @param autoCommit how each connection begins: many pools let them begin without it */
    static DataSource of(String url, boolean autoCommit) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        ConnectionPool pool = new ConnectionPool(server, autoCommit);
        return (DataSource) Proxy.newProxyInstance(
                ConnectionPool.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? pool.connection()
                        : method.invoke(server, arguments));
    }

    private Connection connection() throws SQLException {
        Connection known = idle.poll();
        if (known == null) {
            known = server.getConnection();
            known.setAutoCommit(autoCommit);
        }
        return returned(known);
    }

    private Connection returned(Connection real) {
        AtomicBoolean closed = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                ConnectionPool.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!closed.getAndSet(true)) {
                            takeBack(real);
                        }
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void takeBack(Connection real) throws SQLException {
        if (real.isClosed()) {
            return;
        }
        if (!real.getAutoCommit()) {
            real.rollback();
        }
        real.setAutoCommit(autoCommit);
        idle.push(real);
    }
}
