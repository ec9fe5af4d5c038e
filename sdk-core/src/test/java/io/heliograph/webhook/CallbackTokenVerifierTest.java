package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackTokenVerifierTest {
    private static final Secret OLD = Secret.of("key", "old-secret-0123456789");
    private static final Secret NEW = Secret.of("key", "new-secret-0123456789");
    private static final URI PLAIN = URI.create("https://sms.example.com/hook");

    private final CallbackTokenVerifier token = new CallbackTokenVerifier("acme", List.of(NEW, OLD));

    private static WebhookRequest at(URI url) {
        return new WebhookRequest(Map.of(), new byte[0], url);
    }

    private void assertRejected(URI url, Reason reason) {
        WebhookRejectedException rejected =
                catchThrowableOfType(WebhookRejectedException.class, () -> token.verify(at(url), Instant.EPOCH));
        assertThat(rejected).isNotNull();
        assertThat(rejected.reason()).isEqualTo(reason);
    }

    private void assertTaken(URI url) {
        assertThatCode(() -> token.verify(at(url), Instant.EPOCH)).doesNotThrowAnyException();
    }

    @Test
    void a_url_of_the_old_secret_works_while_both_are_set() {
        assertTaken(token.callbackUrl(PLAIN));
        assertTaken(new CallbackTokenVerifier("acme", List.of(OLD)).callbackUrl(PLAIN));
        assertRejected(
                new CallbackTokenVerifier("acme", List.of(Secret.of("key", "a-third-secret-0123"))).callbackUrl(PLAIN),
                Reason.INVALID);
    }

    @Test
    void the_token_of_one_provider_is_none_of_another() {
        assertRejected(new CallbackTokenVerifier("other", List.of(NEW)).callbackUrl(PLAIN), Reason.INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "https://sms.example.com/hook, https://sms.example.com/hook?",
        "https://sms.example.com/hook?, https://sms.example.com/hook?",
        "https://sms.example.com/hook?a=1&b=%20, https://sms.example.com/hook?a=1&b=%20&",
        "https://sms.example.com/hook?a=1#top, https://sms.example.com/hook?a=1&",
        "https://sms.example.com/hook?token=old&a=1, https://sms.example.com/hook?a=1&",
        "/hook, /hook?"
    })
    void the_token_is_added_to_the_query(URI plain, String beginning) {
        URI url = token.callbackUrl(plain);

        assertThat(url.toString()).matches(Pattern.quote(beginning) + "token=[A-Za-z0-9_-]{43}");
        assertTaken(url);
        assertThat(token.callbackUrl(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?token", "?token=", "?Token=abc", "?a=token=abc"})
    void a_url_without_a_token_is_missing_it(String query) {
        assertRejected(URI.create(PLAIN + query), Reason.MISSING);
    }

    @Test
    void two_tokens_are_none() {
        URI url = token.callbackUrl(PLAIN);
        assertRejected(URI.create(url + "&token=x"), Reason.MISSING);
        assertRejected(URI.create(PLAIN + "?token=x&" + url.getRawQuery()), Reason.MISSING);
    }

    @Test
    void an_escaped_token_is_the_same_token() {
        String url = token.callbackUrl(PLAIN).toString();
        char last = url.charAt(url.length() - 1);
        assertTaken(URI.create(url.substring(0, url.length() - 1) + String.format("%%%02x", (int) last)));
    }

    @Test
    void new_secrets_are_long_and_never_the_same() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String secret = CallbackTokenVerifier.newSecret();
            assertThat(secret).matches("[A-Za-z0-9_-]{43}");
            assertThat(secrets.add(secret)).isTrue();
        }
    }
}
