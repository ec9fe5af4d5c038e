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
final class Failures {
    private Failures() {}

    static HttpException explain(Exception e, @Nullable SendScope scope, Deadline deadline) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (scope != null && isRefusedStream(e)) {
            scope.provenUnsent(); // RFC 9113, 8.7: the server did no work on a refused stream
        }
        boolean mayHaveBeenSent = scope != null && scope.mayHaveBeenSent();
        ErrorType type = deadline.hasPassed() ? ErrorType.DEADLINE : ErrorType.UNREACHABLE;
        return new HttpException(type, mayHaveBeenSent, reason(e, mayHaveBeenSent, deadline));
    }

    /** Known by name, because OkHttp keeps the type to itself. */
    private static boolean isRefusedStream(Exception e) {
        return e.getClass().getSimpleName().equals("StreamResetException")
                && String.valueOf(e.getMessage()).endsWith("REFUSED_STREAM");
    }

    /** Our words only: the stack's messages can hold URLs and header values. */
    private static String reason(Exception e, boolean mayHaveBeenSent, Deadline deadline) {
        if (mayHaveBeenSent) {
            return deadline.hasPassed()
                    ? "no answer within the deadline"
                    : "the connection broke before an answer came (" + kind(e) + ")";
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
