package io.heliograph.store.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool that gets its connections back as they were: Bucket4j leaves them without autocommit, and not every pool restores that, so
 * that statements of the next user would never be committed.
 */
final class RestoredPool {
    private static final Logger LOG = LoggerFactory.getLogger("io.heliograph.store.jdbc");

    private RestoredPool() {}

    static DataSource of(DataSource pool) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(pool, method, arguments);
            return result instanceof Connection connection ? restored(connection) : result;
        });
    }

    private static Connection restored(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                restore(connection, before);
            }
            return invoke(connection, method, arguments);
        });
    }

    /** A connection that can't be restored is closed all the same. */
    private static void restore(Connection connection, boolean autoCommit) {
        try {
            if (!connection.isClosed() && connection.getAutoCommit() != autoCommit) {
                if (autoCommit) {
                    connection.rollback(); // what was committed stays; autocommit would commit the rest
                }
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            LOG.debug("a connection couldn't be restored: {}", e.getSQLState());
        }
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RestoredPool.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
