package io.heliograph.http;

import io.heliograph.message.ErrorType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Translates exceptions of the HTTP stack: first by the phase in which they occurred, then by their type. */
final class TransportErrors {
    private static final Pattern REFUSED_CONNECT = Pattern.compile("Unexpected response code for CONNECT: ([0-9]{3})");
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private TransportErrors() {}

    /** Translates an exception of a call whose connect timeout didn't expire. */
    static HttpException explain(Exception e, @Nullable AttemptContext context, Deadline deadline) {
        return explain(e, context, deadline, false);
    }

    /** @param tookTooLong whether the connect timeout expired before a connection was ready */
    static HttpException explain(
            Exception e, @Nullable AttemptContext context, Deadline deadline, boolean tookTooLong) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (context != null && (isRefusedStream(e) || isShutDown(e))) {
            context.provenUnsent();
        }
        boolean mayHaveBeenSent = context != null && context.mayHaveBeenSent();
        if (!mayHaveBeenSent && e instanceof ProxyLogin.RefusedException) {
            return new HttpException(ErrorType.CONFIGURATION, false, "the proxy wants a login (HTTP 407)");
        }
        int refusal = mayHaveBeenSent ? 0 : proxyStatus(e);
        if (refusal != 0) {
            boolean mayPass = refusal >= SERVER_ERROR || refusal == REQUEST_TIMEOUT || refusal == TOO_MANY;
            return new HttpException(
                    mayPass ? ErrorType.UNREACHABLE : ErrorType.CONFIGURATION,
                    false,
                    "the proxy made no connection to the vendor (HTTP " + refusal + ")");
        }
        if (!mayHaveBeenSent && tookTooLong && !deadline.hasPassed()) {
            return new HttpException(
                    ErrorType.UNREACHABLE,
                    false,
                    "no connection was ready within the connect timeout, which covers the name look-up, a proxy and TLS");
        }
        ErrorType type = deadline.hasPassed() ? ErrorType.DEADLINE : ErrorType.UNREACHABLE;
        return new HttpException(type, mayHaveBeenSent, reason(e, mayHaveBeenSent, deadline));
    }

    /** The HTTP status of a proxy that refused a CONNECT; 0 if it's another exception. OkHttp gives it in a text only. */
    private static int proxyStatus(Exception e) {
        Matcher status = REFUSED_CONNECT.matcher(String.valueOf(e.getMessage()));
        return e instanceof IOException && status.matches() ? Integer.parseInt(status.group(1)) : 0;
    }

    /**
     * RFC 9113, 8.7: the server didn't process the request. Matched by name, because the type is internal to OkHttp.
     */
    private static boolean isRefusedStream(Exception e) {
        return e.getClass().getSimpleName().equals("StreamResetException")
                && String.valueOf(e.getMessage()).endsWith("REFUSED_STREAM");
    }

    /** OkHttp throws this if it opens a stream on a closed HTTP/2 connection, before it writes a byte. */
    private static boolean isShutDown(Exception e) {
        return e.getClass().getSimpleName().equals("ConnectionShutdownException");
    }

    /** Our own text only: the HTTP stack's messages can hold URLs and header values. */
    private static String reason(Exception e, boolean mayHaveBeenSent, Deadline deadline) {
        if (mayHaveBeenSent) {
            return deadline.hasPassed()
                    ? "no answer within the deadline"
                    : "the connection broke before an answer came (" + kind(e) + ")";
        }
        if (e instanceof DnsLookups.UnansweredException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof UnknownHostException) {
            return "the host name wasn't found";
        }
        if (e instanceof SSLException) {
            return "TLS failed before anything was sent: " + rootMessage(e);
        }
        if (deadline.hasPassed()) {
            return "the deadline passed before a connection was made";
        }
        if (e instanceof SocketTimeoutException) {
            return "no connection within the connect timeout";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "the connection was refused";
        }
        if (e instanceof InterruptedIOException || e instanceof InterruptedException) {
            return "interrupted before anything was sent";
        }
        return "no connection (" + kind(e) + ")";
    }

    private static String kind(Exception e) {
        return e.getClass().getSimpleName();
    }

    /** TLS errors can't be fixed without the root cause's message, which names only certificates and hosts. */
    static String rootMessage(Throwable e) {
        Throwable root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
