package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook contracts are as strict with a form, whose proof is one of its fields, as with JSON. */
class PlantedFormWebhookMistakeTest {
    private static final String BODY = "MessageSid=m-1&MessageStatus=delivered&NumParts=2&To=%2B447537151866";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("delivered.form"), BODY);
        Files.writeString(folder.resolve("delivered.expected"), "not compared here");
    }

    private enum Mistake {
        NONE,
        ONE_CASE,
        THROWS_OVER_HALF_AN_ESCAPE,
        THROWS_OVER_A_NUMBER,
        ANY_SIGNATURE,
        FIRST_SIGNATURE,
        SIGNATURE_OF_NOTHING,
        READS_THE_BODY_OF_A_GET,
        REFUSES_GET
    }

    private void assertFinds(Mistake mistake, BiConsumer<WebhookContract, WebhookFixture> clause) {
        assertFinds(mistake, false, clause);
    }

    private void assertFinds(Mistake mistake, boolean byGet, BiConsumer<WebhookContract, WebhookFixture> clause) {
        assertThatCode(() -> run(Mistake.NONE, byGet, clause))
                .as("the clause with the right parser")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> run(mistake, byGet, clause))
                .as("the clause with the planted mistake")
                .isInstanceOf(AssertionError.class);
    }

    private void run(Mistake mistake, boolean byGet, BiConsumer<WebhookContract, WebhookFixture> clause) {
        Contract contract = new Contract(folder, mistake, byGet);
        clause.accept(contract, contract.fixtures().get(0));
    }

    @Test
    void a_status_read_in_one_case_only() {
        assertFinds(Mistake.ONE_CASE, WebhookContract::a_status_is_read_whatever_the_case_of_its_word);
    }

    @Test
    void a_form_that_is_cut_inside_an_escape() {
        assertFinds(
                Mistake.THROWS_OVER_HALF_AN_ESCAPE,
                WebhookContract::a_document_that_is_cut_anywhere_is_kept_as_unrecognised);
    }

    @Test
    void a_field_that_should_be_a_number() {
        assertFinds(
                Mistake.THROWS_OVER_A_NUMBER,
                WebhookContract::a_field_with_a_value_of_another_kind_causes_no_exception);
    }

    @Test
    void a_signature_that_nobody_looks_at() {
        assertFinds(Mistake.ANY_SIGNATURE, WebhookProofContract::a_proof_that_was_changed_is_wrong);
        assertFinds(Mistake.ANY_SIGNATURE, WebhookProofContract::a_proof_by_a_secret_that_is_not_set_is_wrong);
    }

    @Test
    void the_first_of_two_signatures() {
        assertFinds(Mistake.FIRST_SIGNATURE, WebhookProofContract::each_piece_of_the_proof_is_needed_once);
    }

    @Test
    void a_signature_that_is_not_over_the_body() {
        assertFinds(Mistake.SIGNATURE_OF_NOTHING, WebhookProofContract::a_signed_body_that_was_changed_is_wrong);
    }

    @Test
    void a_webhook_by_get_is_tested_as_hard() {
        assertFinds(Mistake.ONE_CASE, true, WebhookContract::a_status_is_read_whatever_the_case_of_its_word);
        assertFinds(
                Mistake.THROWS_OVER_A_NUMBER,
                true,
                WebhookContract::a_field_with_a_value_of_another_kind_causes_no_exception);
        assertFinds(Mistake.ANY_SIGNATURE, true, WebhookProofContract::a_proof_that_was_changed_is_wrong);
        assertFinds(Mistake.FIRST_SIGNATURE, true, WebhookProofContract::each_piece_of_the_proof_is_needed_once);
        assertFinds(Mistake.SIGNATURE_OF_NOTHING, true, WebhookProofContract::a_signed_body_that_was_changed_is_wrong);
    }

    @Test
    void a_webhook_by_get_whose_query_nobody_reads() {
        assertFinds(
                Mistake.READS_THE_BODY_OF_A_GET,
                true,
                WebhookContract::a_document_that_is_cut_anywhere_is_kept_as_unrecognised);
    }

    @Test
    void a_webhook_by_get_that_is_refused_for_its_method() {
        assertFinds(Mistake.REFUSES_GET, true, WebhookProofContract::a_request_without_proof_is_missing_it);
    }

    /** A simplified signature, as long as its contract needs. */
    private static String signature(String secret, String body) {
        return Integer.toHexString((secret + body).hashCode());
    }

    /** JUnit doesn't run it by itself. */
    private static final class Contract extends WebhookContract {
        private final Path folder;
        private final Mistake mistake;
        private final boolean byGet;

        Contract(Path folder, Mistake mistake, boolean byGet) {
            this.folder = folder;
            this.mistake = mistake;
            this.byGet = byGet;
        }

        @Override
        protected ProviderFactory factory() {
            return new ProviderFactory() {
                @Override
                public String name() {
                    return "bare";
                }

                @Override
                public VendorClient create(ProviderSettings settings) {
                    StringBuilder secret = new StringBuilder();
                    settings.text("webhook-secrets", secret::append);
                    return new BareProvider("http://localhost:1", "secret-of-the-test", HttpOptions.defaults())
                            .hearing(new Parser(mistake, secret.toString()));
                }
            };
        }

        @Override
        protected Map<String, String> required() {
            return Map.of();
        }

        @Override
        protected boolean sendsForms() {
            return true;
        }

        @Override
        protected boolean sendsByGet() {
            return byGet;
        }

        @Override
        protected WebhookProof proof(byte[] body, String secret, Instant at) {
            String signed = mistake == Mistake.SIGNATURE_OF_NOTHING ? "" : new String(body, StandardCharsets.UTF_8);
            return WebhookProof.field("sig", signature(secret, signed));
        }

        @Override
        protected Path folder() {
            return folder;
        }
    }

    private record Parser(Mistake mistake, String secret) implements WebhookParser {
        private static final Pattern SIGNATURE = Pattern.compile("(?:^|&)sig=([^&]*)");

        @Override
        public Set<String> methods() {
            return mistake == Mistake.REFUSES_GET ? Set.of("POST") : Set.of("GET", "POST");
        }

        private String text(WebhookRequest request) {
            boolean inQuery = request.method().equals("GET") && mistake != Mistake.READS_THE_BODY_OF_A_GET;
            return inQuery ? request.rawQuery() : request.text();
        }

        @Override
        public WebhookVerifier verifier() {
            return (request, now) -> {
                List<String> signatures = SIGNATURE
                        .matcher(text(request))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();
                if (signatures.isEmpty() || (signatures.size() > 1 && mistake != Mistake.FIRST_SIGNATURE)) {
                    throw new WebhookRejectedException("bare", Reason.MISSING);
                }
                String body = SIGNATURE.matcher(text(request)).replaceAll("");
                String right = signature(secret, mistake == Mistake.SIGNATURE_OF_NOTHING ? "" : body);
                if (mistake != Mistake.ANY_SIGNATURE && !signatures.get(0).equals(right)) {
                    throw new WebhookRejectedException("bare", Reason.INVALID);
                }
            };
        }

        @Override
        public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
            String word = field(request, "MessageStatus");
            if (mistake == Mistake.THROWS_OVER_A_NUMBER) {
                Integer.parseInt(field(request, "NumParts"));
            }
            if (!(mistake == Mistake.ONE_CASE ? word : word.toLowerCase(Locale.ROOT)).equals("delivered")) {
                return List.of(new SmsEvent.Unrecognised("bare", text(request)));
            }
            MessageId id = new MessageId("bare", "m-1");
            StatusReport report = StatusReport.of(id, Status.DELIVERED, ReportSource.WEBHOOK, receivedAt)
                    .build();
            return List.of(new StatusChanged(report, "", text(request)));
        }

        private String field(WebhookRequest request, String name) {
            if (mistake == Mistake.THROWS_OVER_HALF_AN_ESCAPE) {
                URLDecoder.decode(text(request), StandardCharsets.UTF_8);
            }
            return Pattern.compile("(?:^|&)" + name + "=([^&]*)")
                    .matcher(text(request))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst()
                    .orElse("");
        }
    }
}
