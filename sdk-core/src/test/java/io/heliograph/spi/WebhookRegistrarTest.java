package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookRegistration.Action;
import io.heliograph.webhook.WebhookRegistration.Entry;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor gets a URL with its token, or isn't called at all. */
class WebhookRegistrarTest {
    private static final WebhookSecurity SECURITY =
            new WebhookSecurity(List.of(Secret.of("webhook-secrets", "s3cret")), List.of(), false);

    private final List<URI> uris = new ArrayList<>();

    private WebhookRegistrar registrar(WebhookVerifier check) {
        return new WebhookRegistrar(check, url -> {
            uris.add(url);
            return new WebhookRegistration("fake", List.of(new Entry("dlr", Action.ADDED)));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hooks",
                "https://example.com/hooks?tenant=7",
                "http://localhost:8099/hooks",
                "http://127.0.0.1:8099/hooks",
                "http://[::1]:8099/hooks"
            })
    void the_vendor_gets_the_url_with_the_token(String url) {
        WebhookVerifier check = SECURITY.token("fake");

        WebhookRegistration did = registrar(check).register(URI.create(url));

        assertThat(did.entries()).containsExactly(new Entry("dlr", Action.ADDED));
        assertThat(uris).containsExactly(check.callbackUrl(URI.create(url)));
        assertThat(uris.get(0).toString()).startsWith(url).contains("token=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/canary",
                "http://192.168.1.5/canary",
                "ftp://example.com/canary",
                "/canary",
                "mailto:canary@example.com",
                "https:///canary",
                "https://user:canary@example.com/"
            })
    void a_url_that_gives_the_token_away_is_rejected_and_not_repeated(String url) {
        assertThatThrownBy(() -> registrar(SECURITY.token("fake")).register(URI.create(url)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("url")
                .hasMessageNotContaining("canary");
        assertThat(uris).isEmpty();
    }

    @Test
    void nothing_is_registered_that_would_be_rejected_when_it_comes() {
        assertThatThrownBy(() ->
                        registrar(WebhookSecurity.none().token("fake")).register(URI.create("https://a.example/")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("webhook-secrets");
        assertThat(uris).isEmpty();
    }

    @Test
    void without_any_proof_the_url_stays_as_it_is() {
        URI url = URI.create("https://example.com/hooks");

        registrar(new WebhookSecurity(List.of(), List.of(), true).token("fake")).register(url);

        assertThat(uris).containsExactly(url);
    }
}
