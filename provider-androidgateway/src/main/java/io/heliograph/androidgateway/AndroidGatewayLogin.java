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
 * Access tokens instead of the password with each call: issued for user and password, then refreshed. Where the server
 * gives none, user and password go with the calls as before. Thread-safe; however many threads need a token, one asks.
 *
 * <p>Facts of server v1.47.1: a refresh token is good once; a token's end is what the server says, whatever was asked
 * for; a server without a key for tokens answers 501.
 */
final class AndroidGatewayLogin implements TokenSource {
    /** Stands for user and password in the cache. */
    private static final Secret NO_TOKEN = Secret.of("token", "none");

    /** How long to do without tokens after the server gave none. */
    private static final Duration WITHOUT = Duration.ofMinutes(1);

    /** The only scope with which server and phone take the same word for everything. */
    private static final String SCOPE = "all:any";

    private final VendorApi api;
    private final Clock clock;
    private final TokenCache tokens;
    private final ResourcePath issue;
    private final ResourcePath refresh;
    private final JsonBinding<TokenReply> tokenReply = JsonBinding.of(TokenReply.class);

    /**
     * A login.
     *
     * @param api has user and password with its calls
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

    /** Null where the refresh token is used up, which also happens when the answer to its use was lost. */
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

    /** A token in an answer of 201, or 200 as a phone gives it; null for anything else. */
    private @Nullable Token token(HttpResponse response) {
        TokenReply body = response.is2xx() ? tokenReply.read(response.body()) : null;
        Secret access = body == null ? null : secret(body.accessToken);
        if (body == null || access == null) {
            return null;
        }
        Instant end = Timestamps.parse(body.expiresAt);
        return new Token(access, secret(body.refreshToken), end != null ? end : Instant.MAX); // until a 401
    }

    private static @Nullable Secret secret(@Nullable String value) {
        try {
            return value == null ? null : Secret.of("token", value);
        } catch (InvalidRequestException e) {
            return null; // nothing that could stand in a header
        }
    }

    /** The answer to an issue or a refresh; its names are in snake case, unlike all others. */
    static final class TokenReply {
        @Json(name = "access_token")
        private @Nullable String accessToken;

        @Json(name = "refresh_token")
        private @Nullable String refreshToken;

        @Json(name = "expires_at")
        private @Nullable String expiresAt;
    }
}
