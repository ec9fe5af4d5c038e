package io.heliograph.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.TlsVersion;
import org.jspecify.annotations.Nullable;

/** Observes what happens on the network during the calls of one client. Thread-safe. */
public final class CallObserver extends EventListener {
    private final Clock clock;
    private Sight sight = Sight.NOTHING;

    /**
     * What was seen of calls so far; null or empty where they didn't get so far.
     *
     * @param host whom was called
     * @param addresses how many addresses its name has
     * @param unknownHost whether its name has none
     * @param tls the version of TLS
     * @param certificateEnds when the server's certificate ends
     * @param tlsProblem why there is no TLS
     * @param serverTime the time of the server's answer by its own clock
     * @param time the same by the clock of this machine
     */
    record Sight(
            String host,
            int addresses,
            boolean unknownHost,
            @Nullable TlsVersion tls,
            @Nullable Instant certificateEnds,
            @Nullable SSLException tlsProblem,
            @Nullable Instant serverTime,
            @Nullable Instant time) {
        static final Sight NOTHING = new Sight("", 0, false, null, null, null, null, null);

        Sight withHost(String newHost, int count) {
            return new Sight(newHost, count, false, tls, certificateEnds, tlsProblem, serverTime, time);
        }

        Sight withUnknownHost(String newHost) {
            return new Sight(newHost, 0, true, tls, certificateEnds, tlsProblem, serverTime, time);
        }

        Sight withTls(TlsVersion version, @Nullable Instant end) {
            return new Sight(host, addresses, unknownHost, version, end, null, serverTime, time);
        }

        Sight withTlsProblem(SSLException problem) {
            return new Sight(host, addresses, unknownHost, tls, certificateEnds, problem, serverTime, time);
        }

        Sight withTimes(@Nullable Instant ofServer, Instant ofMachine) {
            return new Sight(host, addresses, unknownHost, tls, certificateEnds, tlsProblem, ofServer, ofMachine);
        }
    }

    public CallObserver(Clock clock) {
        this.clock = clock;
    }

    /** What was seen since the last time that this was called. */
    synchronized Sight take() {
        Sight taken = sight;
        sight = Sight.NOTHING;
        return taken;
    }

    @Override
    public synchronized void callStart(Call call) {
        sight = sight.withHost(call.request().url().host(), sight.addresses());
    }

    @Override
    public synchronized void dnsEnd(Call call, String domainName, List<InetAddress> inetAddressList) {
        sight = sight.withHost(domainName, inetAddressList.size());
    }

    @Override
    public synchronized void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        if (handshake != null) {
            sight = sight.withTls(handshake.tlsVersion(), end(handshake.peerCertificates()));
        }
    }

    /** The earliest end of the chain. */
    private static @Nullable Instant end(List<Certificate> chain) {
        return chain.stream()
                .filter(X509Certificate.class::isInstance)
                .map(certificate -> ((X509Certificate) certificate).getNotAfter())
                .min(Date::compareTo)
                .map(Date::toInstant)
                .orElse(null);
    }

    @Override
    public synchronized void connectFailed(
            Call call, InetSocketAddress inetSocketAddress, Proxy proxy, @Nullable Protocol protocol, IOException ioe) {
        failed(call, ioe);
    }

    @Override
    public synchronized void callFailed(Call call, IOException ioe) {
        failed(call, ioe);
    }

    private void failed(Call call, IOException ioe) {
        if (ioe instanceof SSLException problem) {
            sight = sight.withTlsProblem(problem);
        } else if (ioe instanceof UnknownHostException) {
            sight = sight.withUnknownHost(call.request().url().host());
        }
    }

    @Override
    public synchronized void responseHeadersEnd(Call call, Response response) {
        Date date = response.headers().getDate("Date");
        sight = sight.withTimes(date == null ? null : date.toInstant(), clock.instant());
    }
}
