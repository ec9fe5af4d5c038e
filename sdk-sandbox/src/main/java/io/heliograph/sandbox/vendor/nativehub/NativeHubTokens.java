package io.heliograph.sandbox.vendor.nativehub;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * NativeHub's tokens (reference and guide, 2026-11-20): an access token lives for 15 minutes, a refresh token for 7 days
 * and may be used repeatedly until then. Thread-safe.
 */
final class NativeHubTokens {
    private static final Duration ACCESS_LIFE = Duration.ofMinutes(15);
    private static final Duration REFRESH_LIFE = Duration.ofDays(7);
    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    // Guarded by this.
    private final Map<String, Instant> access = new HashMap<>();
    private final Map<String, Instant> refresh = new HashMap<>();

    synchronized Map<String, Object> issue(Instant now) {
        String accessToken = token(now.plus(ACCESS_LIFE));
        String refreshToken = token(now.plus(REFRESH_LIFE));
        access.put(accessToken, now.plus(ACCESS_LIFE));
        refresh.put(refreshToken, now.plus(REFRESH_LIFE));
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("access_token", accessToken);
        tokens.put("refresh_token", refreshToken);
        return tokens;
    }

    /** A token in the format of a JWT, so that a client can read its expiry; only the sandbox verifies it. */
    private String token(Instant end) {
        byte[] signature = new byte[32];
        random.nextBytes(signature);
        return encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + encode("{\"sub\":\"" + NativeHubMessage.USER + "\",\"exp\":" + end.getEpochSecond() + "}") + "."
                + BASE_64.encodeToString(signature);
    }

    private static String encode(String text) {
        return BASE_64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized boolean isAccess(String token, Instant now) {
        return now.isBefore(access.getOrDefault(token, now));
    }

    synchronized boolean isRefresh(String token, Instant now) {
        return now.isBefore(refresh.getOrDefault(token, now));
    }
}
