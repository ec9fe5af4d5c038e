package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.SandboxResponse;
import org.jspecify.annotations.Nullable;

/** Handles the requests of a {@link LoopbackServer}. Thread-safe; an exception cuts the connection. */
@FunctionalInterface
public interface RequestHandler {
    /**
     * Handles one request.
     *
     * @param connection the connection that it came by
     * @return null where no response is sent: the connection stays open until it is closed
     */
    @Nullable
    SandboxResponse handle(RawRequest request, ClientConnection connection);
}
