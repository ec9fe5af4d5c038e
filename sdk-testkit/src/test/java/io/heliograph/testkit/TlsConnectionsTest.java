package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.VendorHttp;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** Each new TLS connection costs a handshake, so a busy client opens no more than it uses at once. */
class TlsConnectionsTest {
    private static final int THREADS = 64;
    private static final int SENDS_OF_EACH = 8;

    /** In each phase, a thread's first request waits until all threads have a connection. */
    private volatile CountDownLatch allConnected = new CountDownLatch(THREADS);

    private Response afterAllConnected(Interceptor.Chain chain) throws IOException {
        CountDownLatch all = allConnected;
        all.countDown();
        try {
            assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        return chain.proceed(chain.request());
    }

    private static int sends(VendorHttp http) {
        int accepted = 0;
        for (int send = 0; send < SENDS_OF_EACH; send++) {
            AttemptContext context = new AttemptContext(Deadline.after(Duration.ofMinutes(2)));
            accepted +=
                    http.submit(http.target("sms"), json -> json.beginObject().endObject(), context)
                                    .is2xx()
                            ? 1
                            : 0;
        }
        return accepted;
    }

    private static void sendsOfAll(ExecutorService threads, VendorHttp http) throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            running.add(threads.submit(() -> sends(http)));
        }
        for (Future<Integer> one : running) {
            assertThat(one.get(2, TimeUnit.MINUTES)).isEqualTo(SENDS_OF_EACH);
        }
    }

    @Test
    void a_busy_client_opens_no_connection_after_those_it_uses_at_once() throws Exception {
        HeldCertificate server = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(server)
                .addTrustedCertificate(server.certificate())
                .build();
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .addNetworkInterceptor(this::afterAllConnected)
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SocketHarness harness = SocketHarness.startTls(certificates.sslContext());
                VendorHttp http = VendorHttp.to(
                        Endpoint.of("https://localhost:" + harness.port(), false),
                        HttpOptions.defaults().using(client).connectTimeout(Duration.ofMinutes(1)))) {
            harness.script(Behaviour.answer(201, "application/json", "{}"));
            sendsOfAll(threads, http);
            allConnected = new CountDownLatch(THREADS); // now all connections are idle
            sendsOfAll(threads, http);
            assertThat(harness.posts()).isEqualTo(2 * THREADS * SENDS_OF_EACH);
            assertThat(harness.connections()).isEqualTo(THREADS);
        } finally {
            threads.shutdownNow();
        }
    }
}
