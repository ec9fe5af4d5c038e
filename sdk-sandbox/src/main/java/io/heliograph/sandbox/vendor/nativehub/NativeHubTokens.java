package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * NativeHub's tokens (reference and guide, 2026-11-20): an access token lives for 15 minutes, a refresh token for 7 days
 * and may be used repeatedly until then. Thread-safe.
 */
final class NativeHubTokens {
    /** The only user, who is also the password. */
    static final String USER = "sandbox";

    private static final Duration ACCESS_LIFE = Duration.ofMinutes(15);
    private static final Duration REFRESH_LIFE = Duration.ofDays(7);
    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    // Guarded by this.
    private final Map<String, Instant> access = new HashMap<>();
    private final Map<String, Instant> refresh = new HashMap<>();

    SandboxResponse logIn(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, NativeHubSend.ERROR_PREFIX);
        fields.refuseUnknown(Set.of("username", "password", "tenant_id"));
        fields.string("tenant_id");
        String username = fields.string("username");
        String password = fields.string("password");
        if (username == null || password == null) {
            throw new ErrorResponseException(400, "username and password are required");
        }
        if (!username.equals(USER) || !password.equals(USER)) {
            throw new ErrorResponseException(401, "invalid username or password");
        }
        Map<String, Object> answer = issue(now);
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", NativeHubMessage.USER);
        user.put("username", username);
        user.put("permissions", List.of("messages:send", "messages:read"));
        user.put("status", "active");
        answer.put("user", user);
        return SandboxResponse.json(200, answer);
    }

    /** The refresh token: in the body by the reference, as the bearer token of a request without a body by the guide. */
    SandboxResponse refresh(SandboxRequest request, String bearer, Instant now) throws ErrorResponseException {
        String token = bearer;
        if (request.tooLarge() || request.body().length > 0) {
            JsonFields fields = JsonFields.read(request, NativeHubSend.ERROR_PREFIX);
            fields.refuseUnknown(Set.of("refresh_token"));
            token = Objects.requireNonNullElse(fields.string("refresh_token"), "");
        }
        if (!isRefresh(token, now)) {
            throw new ErrorResponseException(401, "invalid or expired refresh token");
        }
        return SandboxResponse.json(200, issue(now));
    }

    private synchronized Map<String, Object> issue(Instant now) {
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

    private synchronized boolean isRefresh(String token, Instant now) {
        return now.isBefore(refresh.getOrDefault(token, now));
    }
}
