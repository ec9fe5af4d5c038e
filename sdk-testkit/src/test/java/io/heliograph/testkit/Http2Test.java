package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Http2Test {
    private static final int REFUSED_STREAM = 7; // RFC 9113, 7
    private static final int CANCEL = 8;
    private static final int INTERNAL_ERROR = 2;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_refused_stream_proves_that_nothing_was_sent() throws InterruptedException {
        server.enqueue(stream(REFUSED_STREAM));

        SendOutcome outcome = send();

        assertThat(outcome).isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
            assertThat(rejected.errorType()).isEqualTo(ErrorType.UNREACHABLE);
            assertThat(rejected.failure().failover()).isTrue();
        });
        assertOneRequest();
    }

    @Test
    void a_cancelled_stream_is_unknown() throws InterruptedException {
        server.enqueue(stream(CANCEL));

        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertOneRequest();
    }

    @Test
    void any_other_broken_stream_is_unknown() throws InterruptedException {
        server.enqueue(stream(INTERNAL_ERROR));

        assertThat(send()).isInstanceOf(SendOutcome.Unknown.class);
        assertOneRequest();
    }

    @Test
    void an_answered_stream_is_accepted() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().code(201).body("{}").build());

        assertThat(send()).isInstanceOf(SendOutcome.Accepted.class);
        assertOneRequest();
    }

    @Test
    void a_connection_on_which_a_call_timed_out_gets_no_new_call() throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        server.enqueue(new MockResponse.Builder().code(201).body("{}").build());
        try (SmsClient client = client()) {
            SendRequest.Builder request = SendRequest.to("+447537151866").text("hello");
            SendOutcome first =
                    client.trySend(request.deadline(Duration.ofMillis(500)).build());
            assertThat(first).isInstanceOf(SendOutcome.Unknown.class);

            SendOutcome second =
                    client.trySend(request.deadline(Duration.ofSeconds(20)).build());
            assertThat(second).isInstanceOf(SendOutcome.Accepted.class);
        }
        assertThat(takeRequest().getConnectionIndex())
                .isNotEqualTo(takeRequest().getConnectionIndex());
    }

    private RecordedRequest takeRequest() throws InterruptedException {
        return Objects.requireNonNull(server.takeRequest(20, TimeUnit.SECONDS), "request");
    }

    /** The server counts a request on a thread of its own, possibly after the client has its response. */
    private void assertOneRequest() throws InterruptedException {
        assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** Breaks the stream when the request is complete: otherwise the server would break it with another code. */
    private MockResponse stream(int errorCode) {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseStream(errorCode))
                .build();
    }

    /** A second response waits behind each stream, so that a second request would be counted instead of hanging. */
    private SendOutcome send() {
        server.enqueue(new MockResponse.Builder().code(201).body("{}").build());
        try (SmsClient client = client()) {
            return client.trySend(SendRequest.to("+447537151866").text("hello").build());
        }
    }

    private SmsClient client() {
        HttpOptions http2 = HttpOptions.defaults()
                .using(new OkHttpClient.Builder()
                        .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                        .build());
        String url = "http://localhost:" + server.getPort();
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(new BareProvider(url, "secret", http2))
                .build();
    }
}
