package io.heliograph.http;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Checks a connection before a request is written to it, and lets a call pass once. A readable connection was closed by
 * the server, or has unsolicited bytes that would be taken for the response. A second pass of a call, by OkHttp or a
 * user's interceptor, fails before its first byte; nothing behind this can repeat a call, because OkHttp lets a network
 * interceptor proceed once. The first network interceptor.
 */
final class ConnectionCheck implements Interceptor {
    /**
     * The idle time after which the check reads from a connection. A read without data takes a millisecond, so it's
     * done only after the first response, when the server hasn't kept the connection before, and after this time.
     */
    private static final long MIN_IDLE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Pattern TIMEOUT = Pattern.compile("(?i)(?:^|[\\s,])timeout\\s*=\\s*\"?([0-9]{1,6})\\b");

    private final Generations generations;

    ConnectionCheck(Generations generations) {
        this.generations = generations;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress progress = CallProgress.of(chain.call());
        Connection connection = chain.connection();
        if (progress == null || connection == null) {
            throw new IOException("a call that wasn't made by VendorHttp");
        }
        ConnectionState state = connection.socket() instanceof Tracked tracked ? tracked.state() : null;
        boolean multiplexed =
                connection.protocol() == Protocol.HTTP_2 || connection.protocol() == Protocol.H2_PRIOR_KNOWLEDGE;
        Response response = multiplexed ? http2(chain, progress, state) : http1(chain, progress, connection, state);
        String length = response.header("Content-Length");
        if (length != null && length.startsWith("-")) { // OkHttp fails when it closes such a body, and keeps the socket
            throw new ProtocolException("a negative Content-Length");
        }
        return RetryAfterShield.hide(response);
    }

    /** Writes the request and reads the head of the response. */
    private static Response proceed(Chain chain, CallProgress progress, Request request) throws IOException {
        if (!progress.pass()) {
            throw new IOException("a second pass of one call was stopped");
        }
        return chain.proceed(request);
    }

    private Response http2(Chain chain, CallProgress progress, @Nullable ConnectionState state) throws IOException {
        progress.usesKeptConnection(true); // it may have been used before, so a query may be repeated
        progress.beforeFirstByte();
        generations.begins(progress.generation(), state);
        try {
            return proceed(chain, progress, chain.request());
        } catch (IOException e) {
            if (progress.deadline().hasPassed() || chain.call().isCanceled()) {
                generations.end(progress.generation());
            }
            throw e;
        } finally {
            generations.ended(state);
        }
    }

    private static Response http1(
            Chain chain, CallProgress progress, Connection connection, @Nullable ConnectionState state)
            throws IOException {
        Request request = chain.request();
        if (state == null) {
            // A socket of the user's factory or of a SOCKS proxy: its unread bytes can't be seen, so it's used once
            progress.beforeFirstByte();
            return proceed(
                    chain,
                    progress,
                    request.newBuilder().header("Connection", "close").build());
        }
        boolean kept = state.requests() > 0;
        progress.usesKeptConnection(kept);
        if (kept && (!state.isReusable() || canBeRead(connection.socket(), state))) {
            throw new UnusableConnectionException();
        }
        progress.beforeFirstByte();
        state.requestBegins();
        Response response = proceed(chain, progress, request);
        String keepAlive = response.header("Keep-Alive");
        if (keepAlive != null) {
            Matcher timeout = TIMEOUT.matcher(keepAlive);
            if (timeout.find()) {
                state.keepAlive(Long.parseLong(timeout.group(1)));
            }
        }
        return response;
    }

    private static boolean canBeRead(Socket socket, ConnectionState state) {
        try {
            boolean needsRead =
                    state.requests() == 1 || state.idleNanos() >= MIN_IDLE || ((Tracked) socket).hasUnread();
            return needsRead && isNotSilent(socket);
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Really reads: the end of a stream can't be seen otherwise, and not every TLS record holds bytes of a response.
     */
    private static boolean isNotSilent(Socket socket) throws IOException {
        int timeout = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(timeout);
        }
    }
}
