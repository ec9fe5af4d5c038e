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
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook contracts find the mistakes that they are for. */
class PlantedWebhookMistakeTest {
    @Test
    void a_status_read_in_one_case_only(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("delivered.json"), "{\"id\":\"m-1\",\"status\":\"delivered\"}");
        Files.writeString(folder.resolve("delivered.expected"), "not compared here");
        Contract right =
                new Contract(folder, text -> text.toLowerCase(Locale.ROOT).contains("\"delivered\""));
        Contract mistake = new Contract(folder, text -> text.contains("\"delivered\""));
        WebhookFixture fixture = right.fixtures().get(0);

        assertThatCode(() -> right.a_status_is_read_whatever_the_case_of_its_word(fixture))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> mistake.a_status_is_read_whatever_the_case_of_its_word(fixture))
                .isInstanceOf(AssertionError.class);
    }

    /** How a parser identifies a delivery report. */
    @FunctionalInterface
    private interface Delivery {
        boolean isIn(String text);
    }

    /** JUnit doesn't run it by itself. */
    private static final class Contract extends WebhookContract {
        private final Path folder;
        private final Delivery delivery;

        Contract(Path folder, Delivery delivery) {
            this.folder = folder;
            this.delivery = delivery;
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
                    return new BareProvider("http://localhost:1", "secret-of-the-test", HttpOptions.defaults())
                            .hearing(new Parser(delivery));
                }
            };
        }

        @Override
        protected Map<String, String> required() {
            return Map.of();
        }

        @Override
        protected WebhookProof proof(byte[] body, String secret, Instant at) {
            return new WebhookProof(Map.of(), "");
        }

        @Override
        protected Path folder() {
            return folder;
        }
    }

    private record Parser(Delivery delivery) implements WebhookParser {
        @Override
        public WebhookVerifier verifier() {
            throw new UnsupportedOperationException("nothing is proved here");
        }

        @Override
        public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
            Status status = delivery.isIn(request.text()) ? Status.DELIVERED : Status.UNKNOWN;
            MessageId id = new MessageId("bare", "m-1");
            StatusReport report = StatusReport.of(id, status, ReportSource.WEBHOOK, receivedAt)
                    .build();
            return List.of(new StatusChanged(report, "", request.text()));
        }
    }
}
