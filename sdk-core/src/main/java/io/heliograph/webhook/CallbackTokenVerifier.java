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
 * A token in the query of a callback URL, for vendors that sign nothing: whoever knows the URL is believed to be the
 * vendor. It is made of a secret and the provider's name by HMAC-SHA256, so the secret itself is in no URL.
 *
 * <p>It proves less than a signature does: the URL stands in the vendor's console and in the logs of proxies, and what it
 * comes with can be changed. Ask for the message before something important follows. Thread-safe.
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

    /** A new secret to make tokens of, of 256 random bits. */
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

    /** The URL with the token of the first secret, in place of one that it may have already, and without its fragment. */
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
