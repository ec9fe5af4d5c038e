package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.ErrorType;
import java.security.KeyStoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** With TLS, the client is made beside the application's start, and what goes wrong is known at the first call. */
class LateClientTest {
    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    @Test
    void a_client_for_plain_http_is_made_at_once_and_reads_no_trust_store() {
        OkHttpClient client = LateClient.of(HttpOptions.defaults(), false).get(Deadline.after(Duration.ofNanos(1)));

        assertThat(client.x509TrustManager()).isNull();
        assertThat(client.retryOnConnectionFailure()).isFalse();
    }

    @Test
    void a_client_for_tls_trusts_as_the_platform_does_and_is_made_once() {
        LateClient late = LateClient.of(HttpOptions.defaults(), true);
        late.evictIdle(); // it may not be made yet

        OkHttpClient client = late.get(soon());

        assertThat(client.x509TrustManager()).isNotNull();
        assertThat(client.x509TrustManager().getAcceptedIssuers()).isNotEmpty();
        assertThat(client.retryOnConnectionFailure()).isFalse();
        assertThat(late.get(soon())).isSameAs(client);
    }

    @Test
    void the_users_client_is_used_at_once() {
        OkHttpClient users = new OkHttpClient();

        OkHttpClient client =
                LateClient.of(HttpOptions.defaults().using(users), true).get(Deadline.after(Duration.ofNanos(1)));

        assertThat(client.x509TrustManager()).isSameAs(users.x509TrustManager());
    }

    @Test
    void it_is_made_on_a_thread_that_keeps_no_application_alive() {
        CompletableFuture<Thread> maker = new CompletableFuture<>();

        LateClient.begin(() -> {
                    maker.complete(Thread.currentThread());
                    return new OkHttpClient();
                })
                .get(soon());

        assertThat(maker.join()).isNotEqualTo(Thread.currentThread());
        assertThat(maker.join().isDaemon()).isTrue();
    }

    @Test
    void a_trust_store_that_cannot_be_read_rejects_each_send_and_says_why() {
        LateClient late = LateClient.begin(() -> {
            throw new IllegalStateException(new KeyStoreException("the password is wrong"));
        });

        for (int call = 0; call < 2; call++) {
            HttpException e = catchThrowableOfType(HttpException.class, () -> late.get(soon()));
            assertThat(e.type()).isEqualTo(ErrorType.CONFIGURATION);
            assertThat(e.mayHaveBeenSent()).isFalse();
            assertThat(e.reason()).isEqualTo("TLS can't be set up: KeyStoreException: the password is wrong");
        }
    }

    @Test
    void the_deadline_and_an_interrupt_end_the_wait() {
        CountDownLatch end = new CountDownLatch(1);
        LateClient late = LateClient.begin(() -> {
            end.await();
            return new OkHttpClient();
        });

        assertThatThrownBy(() -> late.get(Deadline.after(Duration.ofMillis(1))))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.DEADLINE));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> late.get(soon())).isInstanceOfSatisfying(HttpException.class, e -> {
            assertThat(e.mayHaveBeenSent()).isFalse();
            assertThat(e.reason()).isEqualTo("interrupted before anything was sent");
        });
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
        assertThat(late.get(soon())).isNotNull();
    }
}
