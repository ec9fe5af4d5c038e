package io.heliograph.testkit;

import static io.heliograph.testkit.WebhookAssertions.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verification of webhooks: an unverified request isn't parsed, and its rejection has the right reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WebhookProofContract {
    static final String SECRET = "first-secret-Zq81xW0pLm";
    static final String OTHER_SECRET = "second-secret-Vb72kR5tYc";
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    private static final URI PLACE = URI.create("https://sms.example.com/hooks?tenant=7");

    protected WebhookProofContract() {}

    /** Creates the provider from settings. */
    protected abstract ProviderFactory factory();

    /** The required settings, each with a valid value. */
    protected abstract Map<String, String> required();

    /**
     * The proof that the vendor adds to a body.
     *
     * @param at when the vendor sends the webhook
     */
    protected abstract WebhookProof proof(byte[] body, String secret, Instant at);

    /**
     * The maximum difference between the signed time and now, in both directions; empty if the vendor signs no time.
     */
    protected Optional<Duration> tolerance() {
        return Optional.empty();
    }

    /** How long a replay is rejected; empty if replays are always accepted, because the vendor doesn't sign. */
    protected Optional<Duration> memory() {
        return tolerance();
    }

    /**
     * Whether the vendor sends forms, with fixtures {@code <case>.form}; by default JSON, with fixtures
     * {@code <case>.json}.
     */
    protected boolean sendsForms() {
        return false;
    }

    /**
     * Whether the vendor sends its webhooks by GET: the fields of the fixture and of the proof are then in the URL's query.
     * Such a vendor {@linkplain #sendsForms() sends forms}.
     */
    protected boolean sendsByGet() {
        return false;
    }

    /** The URL of the webhooks in these tests, for a signature that covers it; without the query of the proof. */
    protected static URI webhookUrl() {
        return url("");
    }

    /** The folder with the pairs of {@code <case>.json} (or {@code .form}) and {@code <case>.expected}. */
    protected Path folder() {
        return Path.of("src/test/resources", getClass().getPackageName().replace('.', '/'), "webhooks");
    }

    /** The proof of a vendor that doesn't sign: our own token. */
    protected final WebhookProof token(String secret) {
        URI registered = parser("webhook-secrets", secret).verifier().callbackUrl(PLACE);
        return new WebhookProof(Map.of(), registered.getRawQuery());
    }

    final List<WebhookFixture> fixtures() {
        return WebhookFixture.in(folder(), sendsForms() ? ".form" : ".json");
    }

    private VendorClient vendorClient(String... namesAndValues) {
        Map<String, String> settings = new LinkedHashMap<>(required());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return factory().create(new ProviderSettings(name -> Optional.ofNullable(settings.get(name))));
    }

    final WebhookParser parser(String... namesAndValues) {
        return vendorClient(namesAndValues).provider().webhooks().orElseThrow();
    }

    final SmsClient client(String... namesAndValues) {
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(vendorClient(namesAndValues))
                .build();
    }

    final WebhookRequest proven(WebhookFixture fixture, String secret, Instant at) {
        return request(fixture.body(), proof(fixture.body(), secret, at), "");
    }

    final WebhookRequest request(byte[] body, WebhookProof proof, String address) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        proof.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return request(headers, proof.in(body), proof.query(), address);
    }

    private WebhookRequest request(Map<String, List<String>> headers, byte[] body, String query, String address) {
        if (sendsByGet()) {
            String all = Stream.of(document(body), query)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("&"));
            return new WebhookRequest("GET", headers, new byte[0], url(all), address);
        }
        if (sendsForms()) {
            headers.put("Content-Type", List.of("application/x-www-form-urlencoded"));
        }
        return new WebhookRequest(headers, body, url(query), address);
    }

    /** A body as a parser gets it. */
    final String document(byte[] body) {
        return sendsByGet() ? WebhookFixture.asQuery(body) : new String(body, StandardCharsets.UTF_8);
    }

    private static URI url(String query) {
        return URI.create("https://sms.example.com/hooks" + (query.isEmpty() ? "" : "?" + query));
    }

    private WebhookRequest unproven(WebhookFixture fixture) {
        return request(fixture.body(), new WebhookProof(Map.of(), ""), "");
    }

    private void assertRejected(SmsClient client, WebhookRequest request, Reason reason) {
        assertThat(WebhookAssertions.assertRejected(client, factory().name(), request, reason))
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_proven_request_is_read(WebhookFixture fixture) {
        List<SmsEvent> read = new ArrayList<>();
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            client.webhooks().receive(factory().name(), proven(fixture, SECRET, Instant.now()), read::add);
        }
        assertThat(EventFormatter.of(read)).isEqualTo(fixture.expected());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_request_without_proof_is_missing_it(WebhookFixture fixture) {
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            assertRejected(client, unproven(fixture), Reason.MISSING);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void each_piece_of_the_proof_is_needed_once(WebhookFixture fixture) {
        WebhookProof proof = proof(fixture.body(), SECRET, Instant.now());
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            for (String name : proof.headers().keySet()) {
                Map<String, List<String>> headers = new LinkedHashMap<>();
                proof.headers().forEach((each, value) -> headers.put(each, List.of(value)));
                headers.remove(name);
                assertRejected(client, withHeaders(fixture, headers, proof), Reason.MISSING);

                String value = proof.headers().get(name);
                headers.put(name, List.of(value, value));
                assertRejected(client, withHeaders(fixture, headers, proof), Reason.MISSING);
            }
            for (Map.Entry<String, String> field : proof.fields().entrySet()) {
                Map<String, String> rest = new LinkedHashMap<>(proof.fields());
                rest.remove(field.getKey());
                WebhookProof without = new WebhookProof(proof.headers(), proof.query(), rest);
                assertRejected(client, request(fixture.body(), without, ""), Reason.MISSING);
                byte[] once =
                        WebhookProof.field(field.getKey(), field.getValue()).in(fixture.body());
                assertRejected(client, request(once, proof, ""), Reason.MISSING);
            }
            if (!proof.query().isEmpty()) {
                WebhookProof twice =
                        new WebhookProof(proof.headers(), proof.query() + "&" + proof.query(), proof.fields());
                assertRejected(client, request(fixture.body(), twice, ""), Reason.MISSING);
            }
        }
    }

    private WebhookRequest withHeaders(WebhookFixture fixture, Map<String, List<String>> headers, WebhookProof proof) {
        return request(new LinkedHashMap<>(headers), proof.in(fixture.body()), "", "");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_proof_that_was_changed_is_wrong(WebhookFixture fixture) {
        WebhookProof proof = proof(fixture.body(), SECRET, Instant.now());
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            proof.headers().forEach((name, value) -> {
                Map<String, String> headers = new LinkedHashMap<>(proof.headers());
                headers.put(name, changed(value));
                WebhookProof other = new WebhookProof(headers, "", proof.fields());
                assertRejected(client, request(fixture.body(), other, ""), Reason.INVALID);
            });
            proof.fields().forEach((name, value) -> {
                Map<String, String> fields = new LinkedHashMap<>(proof.fields());
                fields.put(name, changed(value));
                WebhookProof other = new WebhookProof(proof.headers(), "", fields);
                assertRejected(client, request(fixture.body(), other, ""), Reason.INVALID);
            });
            if (!proof.query().isEmpty()) {
                WebhookProof other = new WebhookProof(Map.of(), changed(proof.query()));
                assertRejected(client, request(fixture.body(), other, ""), Reason.INVALID);
            }
        }
    }

    private static String changed(String value) {
        char last = value.charAt(value.length() - 1);
        return value.substring(0, value.length() - 1) + (last == '1' ? '2' : '1');
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_proof_by_a_secret_that_is_not_set_is_wrong(WebhookFixture fixture) {
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            assertRejected(client, proven(fixture, OTHER_SECRET, Instant.now()), Reason.INVALID);
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_signed_body_that_was_changed_is_wrong(WebhookFixture fixture) {
        WebhookProof proof = proof(fixture.body(), SECRET, Instant.now());
        byte[] blank = (fixture.text() + (sendsForms() ? "&more=1" : " ")).getBytes(StandardCharsets.UTF_8);
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            if (!proof.signsBody()) {
                // A token doesn't authenticate the body
                assertThat(client.webhooks().receive(factory().name(), request(blank, proof, "")))
                        .isNotEmpty();
            } else {
                assertRejected(client, request(blank, proof, ""), Reason.INVALID);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void every_secret_that_is_set_counts(WebhookFixture fixture) {
        try (SmsClient client = client("webhook-secrets", "  " + SECRET + " \t" + OTHER_SECRET)) {
            for (String secret : List.of(SECRET, OTHER_SECRET)) {
                WebhookRequest request = proven(fixture, secret, Instant.now());
                assertThat(client.webhooks().receive(factory().name(), request)).isNotEmpty();
            }
        }
    }

    @Test
    final void the_first_secret_is_the_one_of_new_urls() {
        URI both = parser("webhook-secrets", SECRET + " " + OTHER_SECRET)
                .verifier()
                .callbackUrl(PLACE);
        URI first = parser("webhook-secrets", SECRET).verifier().callbackUrl(PLACE);

        assertThat(both).isEqualTo(first);
        assertThat(both.toString()).startsWith(PLACE.toString()).doesNotContain(SECRET);
        assertThat(parser().verifier().callbackUrl(PLACE)).isEqualTo(PLACE);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_signed_time_too_far_from_now_is_stale(WebhookFixture fixture) {
        tolerance().ifPresent(tolerance -> {
            WebhookParser parser = parser("webhook-secrets", SECRET);
            for (Duration far : List.of(tolerance, tolerance.negated())) {
                assertAccepted(parser, proven(fixture, SECRET, NOW.plus(far)), NOW);
            }
            for (Duration tooFar :
                    List.of(tolerance.plusSeconds(1), tolerance.plusSeconds(1).negated())) {
                WebhookAssertions.assertRejected(parser, proven(fixture, SECRET, NOW.plus(tooFar)), NOW, Reason.STALE);
            }
            try (SmsClient client = client("webhook-secrets", SECRET)) {
                assertRejected(client, proven(fixture, SECRET, NOW), Reason.STALE);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_signed_request_is_accepted_once_and_again_with_a_new_signature(WebhookFixture fixture) {
        memory().ifPresent(memory -> {
            WebhookParser parser = parser("webhook-secrets", SECRET);
            WebhookRequest request = proven(fixture, SECRET, NOW);
            assertAccepted(parser, request, NOW);
            WebhookAssertions.assertRejected(parser, request, NOW, Reason.REPLAYED);
            WebhookAssertions.assertRejected(parser, request, NOW.plus(memory), Reason.REPLAYED);

            Instant later = NOW.plus(memory).plusSeconds(1);
            assertAccepted(parser, proven(fixture, SECRET, later), later);
        });
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void a_request_whose_handler_failed_is_accepted_again(WebhookFixture fixture) {
        List<SmsEvent> read = new ArrayList<>();
        try (SmsClient client = client("webhook-secrets", SECRET)) {
            WebhookRequest request = proven(fixture, SECRET, Instant.now());
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.webhooks().receive(factory().name(), request, event -> {
                        if (memory().isPresent()) {
                            assertRejected(client, request, Reason.IN_PROGRESS);
                        }
                        throw new IllegalStateException("the database is away");
                    }));
            client.webhooks().receive(factory().name(), request, read::add);

            assertThat(read).isNotEmpty();
            if (memory().isPresent()) {
                assertRejected(client, request, Reason.REPLAYED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void without_a_secret_nothing_is_accepted_unless_unverified_webhooks_are_enabled(WebhookFixture fixture) {
        try (SmsClient client = client()) {
            assertRejected(client, unproven(fixture), Reason.NOT_SET_UP);
            assertRejected(client, proven(fixture, SECRET, Instant.now()), Reason.NOT_SET_UP);
        }
        List<SmsEvent> read = new ArrayList<>();
        try (SmsClient client = client("webhook-unsafe-unverified", "true")) {
            client.webhooks().receive(factory().name(), unproven(fixture), read::add);
        }
        assertThat(EventFormatter.of(read)).isEqualTo(fixture.expected());
    }

    @Test
    final void unverified_webhooks_exclude_secrets() {
        InvalidRequestException exception = catchThrowableOfType(
                InvalidRequestException.class,
                () -> vendorClient("webhook-unsafe-unverified", "true", "webhook-secrets", SECRET));

        assertThat(exception.violations()).extracting(Violation::field).containsExactly("webhook-unsafe-unverified");
        assertThat(exception).hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    final void an_address_list_counts_beside_the_proof(WebhookFixture fixture) {
        String[] settings = {"webhook-secrets", SECRET, "webhook-addresses", "203.0.113.7 2001:DB8::7"};
        try (SmsClient client = client(settings)) {
            for (String address : List.of("203.0.113.7", "2001:db8:0:0:0:0:0:7")) {
                WebhookProof other = proof(fixture.body(), OTHER_SECRET, Instant.now());
                assertRejected(client, request(fixture.body(), other, address), Reason.INVALID);
            }
            WebhookProof proof = proof(fixture.body(), SECRET, Instant.now());
            for (String address : List.of("", "203.0.113.70", "2001:db8::8", "sms.example.com")) {
                assertRejected(client, request(fixture.body(), proof, address), Reason.ADDRESS);
            }
            assertThat(client.webhooks().receive(factory().name(), request(fixture.body(), proof, "203.0.113.7")))
                    .isNotEmpty();
        }
    }
}
