package io.heliograph.androidgateway;

import com.squareup.moshi.Json;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp.Method;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.TokenCache;
import io.heliograph.spi.TokenCache.Token;
import io.heliograph.spi.TokenSource;
import io.heliograph.spi.VendorApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens that replace the password in requests: issued for user and password, then refreshed. If the server
 * issues none, requests contain user and password as before. Thread-safe; one thread at a time requests a token for all.
 *
 * <p>Facts of server v1.47.1: a refresh token works once; the server decides when a token expires, whatever the request
 * asks for; a server without a signing key for tokens returns 501.
 */
final class AndroidGatewayLogin implements TokenSource {
    /** The cache's placeholder for user and password. */
    private static final Secret NO_TOKEN = Secret.of("token", "none");

    /** The time without token requests after the server issued no token. */
    private static final Duration WITHOUT = Duration.ofMinutes(1);

    /** The only scope for all operations that has the same name at server and phone. */
    private static final String SCOPE = "all:any";

    private final VendorApi api;
    private final Clock clock;
    private final TokenCache tokens;
    private final ResourcePath issue;
    private final ResourcePath refresh;
    private final JsonBinding<TokenReply> tokenReply = JsonBinding.of(TokenReply.class);

    /**
     * Creates a login.
     *
     * @param api sends user and password with its requests
     */
    AndroidGatewayLogin(VendorApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
        tokens = new TokenCache(clock, this::fetch);
        issue = api.target("auth", "token");
        refresh = issue.child("refresh");
    }

    @Override
    public @Nullable Secret access(Deadline deadline) {
        return unlessNone(tokens.access(deadline));
    }

    @Override
    public @Nullable Secret accessAfter(Secret refused, Deadline deadline) {
        return unlessNone(tokens.accessAfter(refused, deadline));
    }

    private static @Nullable Secret unlessNone(Secret token) {
        return token.equals(NO_TOKEN) ? null : token;
    }

    private Token fetch(@Nullable Token old, Deadline deadline) {
        Secret oldRefresh = old == null ? null : old.refresh();
        Token refreshed = oldRefresh == null ? null : refresh(oldRefresh, deadline);
        return refreshed != null ? refreshed : issue(deadline);
    }

    /** Refreshes a token; null if the refresh token was used, perhaps by a request whose response was lost. */
    private @Nullable Token refresh(Secret oldRefresh, Deadline deadline) {
        return token(api.withBearer(oldRefresh).call(Method.POST, refresh, null, deadline));
    }

    private Token issue(Deadline deadline) {
        HttpResponse response = api.call(
                Method.POST,
                issue,
                json -> json.beginObject()
                        .name("scopes")
                        .beginArray()
                        .value(SCOPE)
                        .endArray()
                        .endObject(),
                deadline);
        Token token = token(response);
        return token != null ? token : new Token(NO_TOKEN, null, clock.instant().plus(WITHOUT));
    }

    /** Reads the token of a 201 (server) or 200 (phone); null for any other response. */
    private @Nullable Token token(HttpResponse response) {
        TokenReply body = response.is2xx() ? response.read(tokenReply) : null;
        Secret access = body == null ? null : secret(body.accessToken);
        if (body == null || access == null) {
            return null;
        }
        Instant end = Timestamps.parse(body.expiresAt);
        return new Token(access, secret(body.refreshToken), end != null ? end : Instant.MAX); // valid until a 401
    }

    private static @Nullable Secret secret(@Nullable String value) {
        try {
            return value == null ? null : Secret.of("token", value);
        } catch (InvalidRequestException e) {
            return null; // invalid in a header
        }
    }

    /** The response to a token request; its field names are snake case, unlike all others. */
    static final class TokenReply {
        @Json(name = "access_token")
        private @Nullable String accessToken;

        @Json(name = "refresh_token")
        private @Nullable String refreshToken;

        @Json(name = "expires_at")
        private @Nullable String expiresAt;
    }
}
