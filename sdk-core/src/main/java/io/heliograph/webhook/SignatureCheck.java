package io.heliograph.webhook;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejected.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Verifies a signature, then its time, then that the request is new. */
final class SignatureCheck implements WebhookCheck {
    private static final String PREFIX = "sha256=";
    private static final int HEX_LENGTH = 64;

    private final String provider;
    private final SignatureScheme scheme;
    private final List<Secret> secrets;
    private final SeenRequests seen;

    SignatureCheck(String provider, SignatureScheme scheme, List<Secret> secrets, int most) {
        this.provider = provider;
        this.scheme = scheme;
        this.secrets = secrets;
        boolean timed = scheme.timestampHeader().isPresent();
        // A time may be ahead by the tolerance, and is good until it is as far behind.
        Duration memory = timed ? scheme.window().multipliedBy(2) : scheme.window();
        seen = new SeenRequests(memory, most);
    }

    @Override
    public void verify(WebhookRequest request, Instant now) {
        String signature = signature(request);
        if (signature.isEmpty()) {
            throw new WebhookRejected(provider, Reason.MISSING);
        }
        String timestamp = "";
        if (scheme.timestampHeader().isPresent()) {
            timestamp = request.header(scheme.timestampHeader().get())
                    .orElseThrow(() -> new WebhookRejected(provider, Reason.MISSING));
        }
        byte[] time = timestamp.getBytes(StandardCharsets.UTF_8);
        byte[] body = request.body();
        if (!Hmac.isOfOne(secrets, bytes(signature), secret -> Hmac.of(secret, body, time))) {
            throw new WebhookRejected(provider, Reason.WRONG);
        }
        if (scheme.timestampHeader().isPresent() && !isFresh(timestamp, now)) {
            throw new WebhookRejected(provider, Reason.STALE);
        }
        switch (seen.add(signature, now)) {
            case TAKEN -> throw new WebhookRejected(provider, Reason.REPLAYED);
            case UNDER_WAY -> throw new WebhookRejected(provider, Reason.UNDER_WAY);
            case NEW -> {}
        }
    }

    @Override
    public boolean provesContent() {
        return true;
    }

    @Override
    public void taken(WebhookRequest request) {
        seen.taken(signature(request));
    }

    @Override
    public void forget(WebhookRequest request) {
        seen.remove(signature(request));
    }

    /** In one spelling, so that capitals or the prefix don't make another signature of it. */
    private String signature(WebhookRequest request) {
        String given = request.header(scheme.header()).orElse("").strip().toLowerCase(Locale.ROOT);
        return given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
    }

    private static byte[] bytes(String hex) {
        try {
            return hex.length() == HEX_LENGTH ? HexFormat.of().parseHex(hex) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0]; // its message holds the signature
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
