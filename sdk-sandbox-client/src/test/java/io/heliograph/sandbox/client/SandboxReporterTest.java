package io.heliograph.sandbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.SendCompletion;
import io.heliograph.message.Attempt;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class SandboxReporterTest {
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final StubServer server = new StubServer();
    private final SendRequest request =
            SendRequest.to("+66812345678").text("Hi").idempotencyKey("order-1").build();

    @AfterEach
    void close() {
        server.close();
    }

    private static Attempt attempt(String provider, int number, Attempt.Result result, @Nullable ErrorType error) {
        return new Attempt(
                provider, number, START, Duration.ofMillis(12), result, error, error == null ? null : "33002", 200, "");
    }

    private SendOutcome accepted() {
        return new SendOutcome.Accepted(
                Message.builder(new MessageId("wavix", "m-1"), Status.QUEUED).build(),
                request.key(),
                List.of(
                        attempt("textingline", 1, Attempt.Result.REJECTED, ErrorType.RATE_LIMITED),
                        attempt("wavix", 2, Attempt.Result.ACCEPTED, null)));
    }

    private SendCompletion end(SendOutcome outcome) {
        return new SendCompletion(
                request,
                "textingline || wavix",
                outcome,
                () -> Optional.of(new SendCompletion.Usage(2, Credits.atMostParts(2), Optional.empty())));
    }

    /** The body of the next report, without its random id. */
    private String next() {
        String report = server.next();
        assertThat(report).startsWith("POST /api/sends {\"send\":\"");
        return report.replaceFirst("^.*?\",", "{");
    }

    @Test
    void a_send_is_reported_with_its_route_attempts_trace_and_segments() {
        MDC.put("traceId", "4bf92f3577b34da6");
        try (SandboxReporter reporter = SandboxReporter.to(server.url())) {
            reporter.sendEnded(end(accepted()));

            assertThat(next())
                    .isEqualTo("{\"key\":\"order-1\",\"to\":\"+66812345678\",\"route\":\"textingline || wavix\","
                            + "\"traceId\":\"4bf92f3577b34da6\",\"outcome\":\"accepted\",\"code\":null,"
                            + "\"provider\":\"wavix\",\"segments\":2,\"messageId\":\"m-1\",\"attempts\":["
                            + "{\"provider\":\"textingline\",\"outcome\":\"rejected\",\"code\":\"33002\","
                            + "\"messageId\":null,\"at\":\"2026-11-30T10:00:00Z\",\"milliseconds\":12},"
                            + "{\"provider\":\"wavix\",\"outcome\":\"accepted\",\"code\":null,"
                            + "\"messageId\":\"m-1\",\"at\":\"2026-11-30T10:00:00Z\",\"milliseconds\":12}]}");
        } finally {
            MDC.remove("traceId");
        }
    }

    @Test
    void a_rejected_and_an_unknown_send_are_reported_too() {
        try (SandboxReporter reporter = SandboxReporter.to(server.url())) {
            reporter.sendEnded(end(
                    new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "said STOP"), request.key(), List.of())));
            reporter.sendEnded(end(new SendOutcome.Unknown(
                    "wavix", "silence", request.key(), List.of(attempt("wavix", 1, Attempt.Result.UNKNOWN, null)))));

            assertThat(next())
                    .contains("\"outcome\":\"rejected\",\"code\":\"OPTED_OUT\",\"provider\":null")
                    .endsWith("\"messageId\":null,\"attempts\":[]}");
            assertThat(next()).contains("\"outcome\":\"unknown\",\"code\":null,\"provider\":\"wavix\"");
        }
    }

    @Test
    void what_sent_nothing_is_not_reported() {
        try (SandboxReporter reporter = SandboxReporter.to(server.url())) {
            SendOutcome.Accepted first = (SendOutcome.Accepted) accepted();
            reporter.sendEnded(end(new SendOutcome.Accepted(first.message(), first.key(), first.attempts(), true)));
            reporter.sendEnded(new SendCompletion(request, "wavix", null, Optional::empty));
        }
        assertThat(server.rest()).isEmpty();
    }

    @Test
    void a_bulk_call_is_reported_for_each_recipient_that_has_an_id() {
        MessageId bulk = new MessageId("nativehub", "b-1");
        Message message = Message.builder(bulk, Status.QUEUED)
                .recipients(List.of(
                        recipient("m-1", "+66811111111"),
                        recipient("m-2", "+66822222222"),
                        recipient("b-1", "+66833333333")))
                .build();
        try (SandboxReporter reporter = SandboxReporter.to(server.url())) {
            reporter.bulkPartEnded(end(new SendOutcome.Accepted(message, request.key(), List.of())));

            assertThat(next()).contains("\"to\":\"+66811111111\"").contains("\"messageId\":\"m-1\"");
            assertThat(next()).contains("\"to\":\"+66822222222\"").contains("\"messageId\":\"m-2\"");
        }
        assertThat(server.rest()).isEmpty();
    }

    private static RecipientStatus recipient(String id, String to) {
        return new RecipientStatus(new MessageId("nativehub", id), PhoneNumber.of(to), Status.QUEUED, null, null);
    }

    @Test
    void a_bulk_call_whose_recipients_share_an_id_is_reported_once() {
        Message message =
                Message.builder(new MessageId("thaibulk", "u-1"), Status.QUEUED).build();
        try (SandboxReporter reporter = SandboxReporter.to(server.url())) {
            reporter.bulkPartEnded(end(new SendOutcome.Accepted(message, request.key(), List.of())));

            assertThat(next()).contains("\"to\":\"*\"").contains("\"messageId\":\"u-1\"");
        }
    }

    @Test
    void a_server_that_is_no_sandbox_gets_one_request_and_no_more() {
        server.says(404, "");
        SandboxReporter reporter = SandboxReporter.to(server.url());
        assertThat(reporter.isOn()).isTrue();
        try (reporter) {
            reporter.sendEnded(end(accepted()));
            reporter.sendEnded(end(accepted()));
        }
        assertThat(reporter.isOn()).isFalse();
        reporter.sendEnded(end(accepted()));

        server.next();
        assertThat(server.rest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.wavix.com",
                "http://192.168.0.7:8080",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "https://127.0.0.1:1",
                "file:///x"
            })
    void another_machine_gets_nothing(String url) {
        try (SandboxReporter reporter = SandboxReporter.to(URI.create(url))) {
            assertThat(SandboxReporter.mayBeSandbox(URI.create(url))).isFalse();
            assertThat(reporter.isOn()).isFalse();
            reporter.sendEnded(end(accepted()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/x", "http://127.0.0.2", "http://[::1]:8026/3rdparty/v1"})
    void this_machine_may_be_a_sandbox(String url) {
        try (SandboxReporter reporter = SandboxReporter.to(URI.create(url))) {
            assertThat(SandboxReporter.mayBeSandbox(URI.create(url))).isTrue();
            assertThat(reporter.isOn()).isTrue();
        }
    }

    @Test
    void a_port_that_was_closed_is_tried_again_after_a_while() {
        StubServer gone = new StubServer();
        gone.close();
        AtomicLong nanos = new AtomicLong();
        Map<String, URI> urls = Map.of("wavix", gone.url(), "thaibulk", server.url());
        try (SandboxReporter reporter = new SandboxReporter(urls, nanos::get)) {
            reporter.sendEnded(end(accepted()));
            server.next();
            try (StubServer back = new StubServer(gone.port())) {
                reporter.sendEnded(end(accepted()));
                server.next();
                nanos.addAndGet(Duration.ofSeconds(10).toNanos());
                reporter.sendEnded(end(accepted()));

                assertThat(back.next()).startsWith("POST /api/sends");
            }
        }
        assertThat(server.rest()).isEmpty();
    }

    @Test
    void a_destination_is_the_origin_of_a_base_url() {
        assertThat(Destination.of(URI.create("http://127.0.0.1:9/api/v2"))
                        .orElseThrow()
                        .url())
                .isEqualTo(URI.create("http://127.0.0.1:9/api/sends"));
        assertThat(Destination.of(URI.create("http://LOCALHOST/x"))
                        .orElseThrow()
                        .url())
                .isEqualTo(URI.create("http://LOCALHOST/api/sends"));
    }

    @Test
    void during_the_outage_of_a_vendor_the_port_of_another_one_gets_the_report() {
        StubServer gone = new StubServer();
        gone.close();
        Map<String, URI> urls = Map.of("wavix", gone.url(), "thaibulk", server.url());
        try (SandboxReporter reporter = SandboxReporter.to(urls)) {
            reporter.sendEnded(end(accepted()));

            assertThat(next()).contains("\"provider\":\"wavix\"");
        }
    }

    /** Whatever the sandbox does, each call returns before the first answer. */
    @Test
    void a_sandbox_that_hangs_delays_nothing_and_only_a_thousand_reports_wait() throws IOException {
        List<Socket> held = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SandboxReporter reporter =
                        SandboxReporter.to(URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
            for (int i = 0; i < 1_500; i++) {
                reporter.sendEnded(end(accepted()));
            }
            Socket first = silent.accept();
            held.add(first);

            assertThat(reporter.waiting()).isBetween(999, 1_000);
            OutputStream out = first.getOutputStream();
            out.write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } finally {
            for (Socket each : held) {
                each.close();
            }
        }
    }
}
