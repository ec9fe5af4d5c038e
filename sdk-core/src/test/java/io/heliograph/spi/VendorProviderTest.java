package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VendorProviderTest {
    private static final class Parser implements WebhookParser {
        @Override
        public WebhookVerifier verifier() {
            return WebhookSecurity.none().token("acme");
        }

        @Override
        public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
            return List.of();
        }
    }

    private static final class Provider extends VendorProvider {
        private Provider(WebhookParser webhooks, @Nullable WebhookRegistrar registrar) {
            super(
                    VendorApi.of(
                            VendorHttp.to(Endpoint.of("http://127.0.0.1:9", false), HttpOptions.defaults()),
                            VendorErrors.builder("acme", ErrorTable.of()).build()),
                    webhooks,
                    registrar);
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public List<Violation> validate(SendRequest request) {
            return List.of();
        }

        @Override
        public SendResult send(SendRequest request, AttemptContext context) {
            throw new AssertionError("not called here");
        }
    }

    @Test
    void it_has_the_name_of_its_api_and_the_parts_that_it_is_given() {
        Parser parser = new Parser();
        WebhookRegistrar registrar = new WebhookRegistrar(parser.verifier(), url -> {
            throw new AssertionError("not called here");
        });
        try (Provider provider = new Provider(parser, registrar);
                Provider without = new Provider(parser, null)) {
            assertThat(provider.name()).isEqualTo("acme");
            assertThat(provider.webhooks()).containsSame(parser);
            assertThat(provider.webhookRegistrar()).containsSame(registrar);
            assertThat(without.webhookRegistrar()).isEmpty();
        }
    }

    @Test
    void what_it_does_not_declare_it_does_not_do() {
        try (Provider provider = new Provider(new Parser(), null)) {
            assertThat(provider.duplicateProtection()).isEqualTo(DuplicateProtection.NONE);
            assertThatThrownBy(
                            () -> provider.status(new MessageId("acme", "m-1"), Deadline.after(Duration.ofSeconds(1))))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("acme doesn't offer STATUS");
        }
    }
}
