package io.heliograph.cli.doctor;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.TlsVersion;

/** Whether the vendor's certificate is trusted and lasts, and whether the version of TLS is a safe one. */
final class TlsSide implements Side {
    private static final String NAME = "tls";
    private static final Duration SOON = Duration.ofDays(21);

    private final Clock clock;

    TlsSide() {
        this(Clock.systemUTC());
    }

    TlsSide(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Finding> of(FreeCall call) {
        CallObserver.Sight sight = call.sight();
        String provider = call.provider();
        SSLException problem = sight.tlsProblem();
        if (problem != null) {
            return List.of(failed(provider, sight.host(), problem));
        }
        TlsVersion version = sight.tls();
        if (version == null) {
            return List.of();
        }
        if (version != TlsVersion.TLS_1_3 && version != TlsVersion.TLS_1_2) {
            return List.of(Finding.warn(
                    NAME, provider, version.javaName() + ", which isn't safe", "ask the vendor for TLS 1.2 or 1.3"));
        }
        Instant end = sight.certificateEnds();
        if (end != null && end.isBefore(clock.instant().plus(SOON))) {
            return List.of(Finding.warn(
                    NAME,
                    provider,
                    "the certificate of " + sight.host() + " ends on " + day(end),
                    "its owner must renew it before; tell them if it is yours or a proxy's"));
        }
        return List.of(Finding.ok(
                NAME,
                provider,
                version.javaName() + (end == null ? "" : ", the certificate is valid until " + day(end))));
    }

    private static String day(Instant time) {
        return time.toString().substring(0, "2026-11-30".length());
    }

    private static Finding failed(String provider, String host, SSLException problem) {
        if (problem instanceof SSLPeerUnverifiedException) {
            return Finding.fail(
                    NAME,
                    provider,
                    "the certificate is of another host than " + host,
                    "correct heliograph.providers." + provider + ".base-url");
        }
        if (isCausedBy(problem, CertificateExpiredException.class)) {
            return Finding.fail(
                    NAME,
                    provider,
                    "the certificate of " + host + " has ended",
                    "set the clock; else its owner must renew it");
        }
        if (isCausedBy(problem, CertPathBuilderException.class)) {
            return Finding.fail(
                    NAME,
                    provider,
                    "the certificate of " + host + " is signed by nobody whom Java trusts",
                    "behind a proxy that reads TLS, or with a server of your own: put its certificate into a trust store,"
                            + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE");
        }
        return Finding.fail(
                NAME,
                provider,
                "no TLS with " + host + ": " + problem.getClass().getSimpleName(),
                "see if the base URL's port is one of https, and whether a proxy is in between");
    }

    private static boolean isCausedBy(Throwable problem, Class<? extends Throwable> type) {
        Throwable cause = problem;
        while (cause != null) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return false;
    }
}
