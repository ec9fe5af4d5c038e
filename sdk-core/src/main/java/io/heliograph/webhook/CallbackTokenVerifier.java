package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Verifies a token in the query of a callback URL, for vendors that don't sign: whoever knows the URL is taken for the
 * vendor. The token is the HMAC-SHA256 of the provider's name with a secret, so the secret itself isn't in the URL.
 *
 * <p>It proves less than a signature: the URL is in the vendor's console and in the logs of proxies, and the request's
 * content can be forged. Query the message's status before anything important depends on it. Thread-safe.
 */
final class CallbackTokenVerifier implements WebhookVerifier {
    /** The name of the query's parameter. */
    public static final String PARAMETER = "token";

    private static final int RANDOM_BYTES = 32;

    private final String provider;
    private final List<Secret> secrets;

    CallbackTokenVerifier(String provider, List<Secret> secrets) {
        this.provider = provider;
        this.secrets = secrets;
    }

    /** A new secret for tokens, with 256 random bits. */
    public static String newSecret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void verify(WebhookRequest request, Instant now) {
        String given = request.query(PARAMETER).orElse("");
        if (given.isEmpty()) {
            throw new WebhookRejectedException(provider, Reason.MISSING);
        }
        if (!Hmac.isOfOne(secrets, bytes(given), secret -> bytes(token(secret)))) {
            throw new WebhookRejectedException(provider, Reason.INVALID);
        }
    }

    /** The URL with the token of the first secret, which replaces a token that is there, and without a fragment. */
    @Override
    public URI callbackUrl(URI plain) {
        String path = plain.toString().split("[?#]", 2)[0];
        List<String> query = new ArrayList<>();
        if (plain.getRawQuery() != null && !plain.getRawQuery().isEmpty()) {
            query.addAll(List.of(plain.getRawQuery().split("&")));
            query.removeIf(pair -> pair.startsWith(PARAMETER + "="));
        }
        query.add(PARAMETER + "=" + token(secrets.get(0)));
        return URI.create(path + "?" + String.join("&", query));
    }

    private String token(Secret secret) {
        byte[] mac = Hmac.of(secret, bytes("heliograph-callback:" + provider));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
