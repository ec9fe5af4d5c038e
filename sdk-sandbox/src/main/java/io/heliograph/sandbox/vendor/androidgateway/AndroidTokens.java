package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an Android SMS Gateway server with a JWT secret (v1.47.1, 2026-08-22): an access token lives for 15 minutes at
 * most, a refresh token for 30 days and works once. Not thread-safe: the owner locks.
 */
final class AndroidTokens {
    /** The scope of everything but a refresh. */
    static final String ALL = "all:any";

    static final String REFRESH = "tokens:refresh";

    private static final Duration ACCESS_LIFE = Duration.ofMinutes(15);
    private static final Duration REFRESH_LIFE = Duration.ofDays(30);
    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    /** A token that works; an access token and the refresh token of the same answer have one id. */
    private record Token(String id, Set<String> scopes, Instant end, boolean isRefresh) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new HashMap<>();

    /** What a bearer token allows; empty where it doesn't work. */
    Set<String> scopes(String bearer, Instant now) {
        Token token = tokens.get(bearer);
        if (token == null || !now.isBefore(token.end())) {
            return Set.of();
        }
        return token.isRefresh() ? Set.of(REFRESH) : token.scopes();
    }

    /** The server takes any text as a scope, and shortens a lifetime that is over its own without a word. */
    SandboxResponse issue(JsonFields fields, Instant now) throws ErrorResponseException {
        List<String> scopes = fields.strings("scopes");
        if (scopes == null || scopes.isEmpty()) {
            throw AndroidSend.invalid("TokenRequest.Scopes", scopes == null ? "required" : "min");
        }
        Long ttl = fields.integer("ttl");
        if (ttl != null && ttl < 0) {
            throw fields.wrong("ttl");
        }
        Duration life =
                ttl == null || ttl == 0 || ttl > ACCESS_LIFE.toSeconds() ? ACCESS_LIFE : Duration.ofSeconds(ttl);
        return answer(Set.copyOf(scopes), life, now);
    }

    /** Replaces a refresh token; the access token of the same answer lives on. */
    SandboxResponse refresh(String bearer, Instant now) throws ErrorResponseException {
        Token old = tokens.remove(bearer);
        if (old == null) {
            throw new ErrorResponseException(401, "Unauthorized");
        }
        return answer(old.scopes(), ACCESS_LIFE, now);
    }

    /** Ends an access token and the refresh token that came with it; an unknown id isn't an error. */
    SandboxResponse revoke(String id) {
        tokens.values().removeIf(token -> token.id().equals(id));
        return SandboxResponse.empty(204);
    }

    private SandboxResponse answer(Set<String> scopes, Duration life, Instant now) {
        String id = UUID.randomUUID().toString();
        Instant end = now.plus(life).truncatedTo(ChronoUnit.SECONDS);
        String access = token(new Token(id, scopes, end, false), now, null);
        Token refresh = new Token(id, scopes, now.plus(REFRESH_LIFE), true);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("token_type", "Bearer");
        json.put("access_token", access);
        json.put("refresh_token", token(refresh, now, scopes));
        json.put("expires_at", end.toString());
        return SandboxResponse.json(201, json);
    }

    /** A token with the server's claims; only the sandbox verifies it, by looking it up. */
    private String token(Token token, Instant now, @Nullable Set<String> originalScopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(
                "jti", originalScopes == null ? token.id() : UUID.randomUUID().toString());
        claims.put("iss", "sms-gate.app");
        claims.put("sub", "sandbox");
        claims.put("user_id", "sandbox");
        claims.put("scopes", originalScopes == null ? List.copyOf(token.scopes()) : List.of(REFRESH));
        if (originalScopes != null) {
            claims.put("original_scopes", List.copyOf(originalScopes));
        }
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", token.end().getEpochSecond());
        byte[] signature = new byte[32];
        random.nextBytes(signature);
        String written = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(Json.write(claims)) + "."
                + BASE_64.encodeToString(signature);
        tokens.put(written, token);
        return written;
    }

    private static String part(String text) {
        return BASE_64.encodeToString(ByteString.encodeUtf8(text).toByteArray());
    }
}
