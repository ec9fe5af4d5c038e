package io.heliograph.http;

import io.heliograph.message.ErrorType;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what an exception of the HTTP stack means: first by the phase in which it came, then by its kind. */
final class TransportErrors {
    private TransportErrors() {}

    /** What it means where the connection had time enough. */
    static HttpException explain(Exception e, @Nullable AttemptContext context, Deadline deadline) {
        return explain(e, context, deadline, false);
    }

    /** @param tookTooLong whether no connection was ready within the connect timeout */
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
        if (!mayHaveBeenSent && tookTooLong && !deadline.hasPassed()) {
            return new HttpException(
                    ErrorType.UNREACHABLE,
                    false,
                    "no connection was ready within the connect timeout, which covers the name look-up, a proxy and TLS");
        }
        ErrorType type = deadline.hasPassed() ? ErrorType.DEADLINE : ErrorType.UNREACHABLE;
        return new HttpException(type, mayHaveBeenSent, reason(e, mayHaveBeenSent, deadline));
    }

    /** RFC 9113, 8.7: the server did no work on it. Known by name, because OkHttp keeps the type to itself. */
    private static boolean isRefusedStream(Exception e) {
        return e.getClass().getSimpleName().equals("StreamResetException")
                && String.valueOf(e.getMessage()).endsWith("REFUSED_STREAM");
    }

    /** OkHttp throws it where it begins a stream on an HTTP/2 connection that has ended, before it writes a byte. */
    private static boolean isShutDown(Exception e) {
        return e.getClass().getSimpleName().equals("ConnectionShutdownException");
    }

    /** Our words only: the stack's messages can hold URLs and header values. */
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

    /** TLS problems can't be mended without their root, and it speaks of certificates and hosts only. */
    private static String rootMessage(Throwable e) {
        Throwable root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
