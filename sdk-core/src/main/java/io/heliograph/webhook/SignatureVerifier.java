package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Verifies a signature, then its timestamp, then that the request isn't a replay. */
final class SignatureVerifier implements WebhookVerifier {
    /** The maximum length: SHA-512 has 128 hexadecimal digits. */
    private static final int MAX_LENGTH = 200;

    private final String provider;
    private final SignatureScheme scheme;
    private final List<HmacKey> keys;
    private final ReplayCache seen;

    SignatureVerifier(String provider, SignatureScheme scheme, List<Secret> secrets, int most) {
        this.provider = provider;
        this.scheme = scheme;
        keys = secrets.stream()
                .map(secret -> new HmacKey(scheme.algorithm(), secret))
                .toList();
        // A timestamp may be ahead by the tolerance, and is valid until it is as far behind.
        Duration memory = scheme.isTimed() ? scheme.window().multipliedBy(2) : scheme.window();
        seen = new ReplayCache(memory, most);
    }

    @Override
    public void verify(WebhookRequest request, Instant now) {
        String time = verifySignature(request);
        if (scheme.isTimed() && !isFresh(time, now)) {
            throw new WebhookRejectedException(provider, Reason.STALE);
        }
        switch (seen.add(identity(request), now)) {
            case HANDLED -> throw new WebhookRejectedException(provider, Reason.REPLAYED);
            case IN_PROGRESS -> throw new WebhookRejectedException(provider, Reason.IN_PROGRESS);
            case NEW -> {}
        }
    }

    /** The timestamp of a valid signature; empty in a scheme without one. */
    private String verifySignature(WebhookRequest request) {
        String time;
        byte[] given;
        byte[][] signed;
        try {
            String written = written(request);
            time = scheme.isTimed() ? scheme.timestamp(request).orElse(null) : "";
            if (written.isEmpty() || time == null) {
                throw new WebhookRejectedException(provider, Reason.MISSING);
            }
            given = bytes(written);
            signed = scheme.signed(request, time);
        } catch (WebhookRejectedException e) {
            throw e;
        } catch (RuntimeException e) { // the provider author's code
            throw new WebhookRejectedException(provider, Reason.INVALID);
        }
        if (!Hmac.isOfOne(keys, given, key -> key.of(signed))) {
            throw new WebhookRejectedException(provider, Reason.INVALID);
        }
        return time;
    }

    @Override
    public boolean provesContent() {
        return true;
    }

    @Override
    public void handled(WebhookRequest request) {
        seen.taken(identity(request));
    }

    /** A signed timestamp tells requests apart, so only those without one are forgotten. */
    @Override
    public void forgetAt(WebhookRequest request, Instant time) {
        if (!scheme.isTimed()) {
            seen.forgetAt(identity(request), time);
        }
    }

    @Override
    public void release(WebhookRequest request) {
        seen.remove(identity(request));
    }

    /** The signature's bytes, so that case, padding and prefix make no difference. */
    private String identity(WebhookRequest request) {
        return new String(bytes(written(request)), StandardCharsets.ISO_8859_1);
    }

    private String written(WebhookRequest request) {
        String given = scheme.signature(request).orElse("").strip();
        String prefix = scheme.algorithm().prefix();
        return given.regionMatches(true, 0, prefix, 0, prefix.length()) ? given.substring(prefix.length()) : given;
    }

    private byte[] bytes(String written) {
        if (written.length() > MAX_LENGTH) {
            return new byte[0];
        }
        try {
            return switch (scheme.encoding()) {
                case HEX -> HexFormat.of().parseHex(written);
                case BASE64 ->
                    Base64.getDecoder().decode(written.replace('-', '+').replace('_', '/'));
            };
        } catch (IllegalArgumentException e) {
            return new byte[0]; // the exception's message holds the signature
        }
    }

    private boolean isFresh(String timestamp, Instant now) {
        if (!timestamp.matches("[0-9]{1,11}")) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signed, now).abs().compareTo(scheme.window()) <= 0;
    }
}
