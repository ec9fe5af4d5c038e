package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls themselves, over real connections of this machine. */
class FreeCallTest {
    private final CallObserver observer = new CallObserver(Clock.systemUTC());

    private List<String> findings(String provider, URI url, Map<String, String> credentials, OkHttpClient http) {
        Map<String, String> settings = new HashMap<>();
        credentials.forEach((name, value) -> settings.put("heliograph.providers." + provider + "." + name, value));
        settings.put("heliograph.providers." + provider + ".base-url", url.toString());
        try (SmsClient client = SmsClient.builder()
                .http(HttpOptions.defaults()
                        .using(http.newBuilder().eventListener(observer).build()))
                .settings(Settings.of(settings))
                .build()) {
            return new ProviderCheck(client, provider, observer)
                    .findings().stream()
                            .map(finding -> finding.level() + " " + finding.check() + " " + finding.seen())
                            .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"wavix,          balance", "thaibulk,       balance", "nativehub,      status", "androidgateway, status"
    })
    void a_vendor_takes_the_key_in_a_call_that_sends_nothing(String vendor, String asked) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            assertThat(findings(vendor, sandbox.baseUrl(vendor), sandbox.credentials(vendor), new OkHttpClient()))
                    .contains(
                            "OK key the vendor takes it (asked for: " + asked + ")",
                            "OK clock within 30 s of the vendor's");
            assertThat(sandbox.inbox()).isEmpty();
        }
    }

    @Test
    void a_wrong_key_fails_without_being_shown() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Map<String, String> wrong = Map.of("api-key", "wrong-secret");

            assertThat(findings("thaibulk", sandbox.baseUrl("thaibulk"), wrong, new OkHttpClient()))
                    .anyMatch(line -> line.startsWith("FAIL key AUTHENTICATION"))
                    .noneMatch(line -> line.contains("wrong-secret"));
        }
    }

    @Test
    void a_vendor_without_a_free_call_is_not_called() {
        try (SocketHarness server = SocketHarness.start()) {
            Map<String, String> key = Map.of("key-id", "k", "key-secret", "s");

            assertThat(findings("textingline", server.url(), key, new OkHttpClient()))
                    .singleElement()
                    .asString()
                    .startsWith("OK key not checked");
            assertThat(server.requests()).isZero();
        }
    }

    private static HeldCertificate certificate(Duration left) {
        Instant now = Instant.now();
        return new HeldCertificate.Builder()
                .commonName("localhost")
                .addSubjectAlternativeName("localhost")
                .validityInterval(
                        now.minus(Duration.ofDays(30)).toEpochMilli(),
                        now.plus(left).toEpochMilli())
                .build();
    }

    private List<String> overTls(HeldCertificate servers, OkHttpClient http) {
        HandshakeCertificates server =
                new HandshakeCertificates.Builder().heldCertificate(servers).build();
        try (SocketHarness harness = SocketHarness.startTls(server.sslContext())) {
            harness.script(Behaviour.answer(
                    200, "application/json", "{\"balance\":\"10.00\"}", "Date: Mon, 02 Mar 2026 08:00:00 GMT"));
            URI url = URI.create("https://localhost:" + harness.port());
            return findings("wavix", url, Map.of("api-key", "k"), http);
        }
    }

    private static OkHttpClient trusting(HeldCertificate certificate) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();
    }

    @Test
    void a_certificate_that_ends_soon_and_a_clock_that_is_wrong_are_seen_in_the_same_call() {
        HeldCertificate soon = certificate(Duration.ofDays(5));

        assertThat(overTls(soon, trusting(soon)))
                .anyMatch(line -> line.startsWith("WARN tls the certificate of localhost ends on "))
                .anyMatch(line -> line.startsWith("FAIL clock "))
                .anyMatch(line -> line.startsWith("OK key "));
    }

    @Test
    void a_certificate_that_nobody_trusts_fails() {
        assertThat(overTls(certificate(Duration.ofDays(100)), new OkHttpClient()))
                .anyMatch(line -> line.startsWith("FAIL tls the certificate of localhost is signed by nobody"))
                .anyMatch(line -> line.startsWith("FAIL key UNREACHABLE"));
    }
}
