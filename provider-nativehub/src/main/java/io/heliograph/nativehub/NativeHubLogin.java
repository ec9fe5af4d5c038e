package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.spi.TokenCache;
import io.heliograph.spi.TokenCache.Token;
import io.heliograph.spi.TokenSource;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Obtains access tokens for a user name and password: from {@code /auth/login}, and from {@code /auth/refresh} while
 * the vendor accepts the refresh token. Thread-safe; one login serves all threads that wait for a token.
 */
final class NativeHubLogin implements TokenSource {
    /** The lifetime of access tokens that the vendor documents (2026-02). */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(15);

    /** The lifetime of refresh tokens; an access token that claims a longer one comes from a wrong clock. */
    private static final Duration MAX_LIFE = Duration.ofDays(7);

    private static final BigDecimal MAX_TIME = BigDecimal.valueOf(1L << 40);

    private final VendorApi api;
    private final String username;
    private final String password;
    private final @Nullable String tenantId;
    private final Clock clock;
    private final TokenCache tokens;
    private final JsonBinding<TokenReply> tokenBinding = JsonBinding.of(TokenReply.class);
    private final JsonBinding<Claims> claimsBinding = JsonBinding.of(Claims.class);

    NativeHubLogin(
            VendorApi api,
            String username,
            String password,
            @Nullable String tenantId,
            Clock clock,
            LongSupplier nanoTime) {
        this.api = api;
        this.username = username;
        this.password = password;
        this.tenantId = tenantId;
        this.clock = clock;
        tokens = new TokenCache(clock, nanoTime, this::fetch);
    }

    @Override
    public Secret access(Deadline deadline) {
        return tokens.access(deadline);
    }

    @Override
    public Secret accessAfter(Secret refused, Deadline deadline) {
        return tokens.accessAfter(refused, deadline);
    }

    @Override
    public List<String> sensitiveValues() {
        return List.of(username, password);
    }

    private Token fetch(@Nullable Token old, Deadline deadline) {
        Secret refresh = old == null ? null : old.refresh();
        Token refreshed = refresh == null ? null : refresh(refresh, deadline);
        return refreshed != null ? refreshed : login(deadline);
    }

    /** Null if the vendor no longer accepts the refresh token. */
    private @Nullable Token refresh(Secret refresh, Deadline deadline) {
        // One page wants the token in the body, another one in the Authorization header; the request has it in both.
        HttpResponse response = api.withBearer(refresh)
                .call(
                        VendorHttp.Method.POST,
                        api.target("auth", "refresh"),
                        json -> json.beginObject()
                                .name("refresh_token")
                                .value(refresh.reveal())
                                .endObject(),
                        deadline);
        if (response.status() == 429) {
            throw loginFailed(api.exception(response)); // a login now would only add another request
        }
        return response.is2xx() ? token(response, refresh) : null;
    }

    private Token login(Deadline deadline) {
        HttpResponse response = api.call(
                VendorHttp.Method.POST,
                api.target("auth", "login"),
                json -> {
                    json.beginObject();
                    json.name("username").value(username);
                    json.name("password").value(password);
                    if (tenantId != null) {
                        json.name("tenant_id").value(tenantId);
                    }
                    json.endObject();
                },
                deadline);
        if (!response.is2xx()) {
            throw loginFailed(api.exception(response));
        }
        Token token = token(response, null);
        if (token == null) {
            throw SmsException.of(
                    Failure.of(ErrorType.PROVIDER_ERROR, "the answer to the login holds no access token"), List.of());
        }
        return token;
    }

    private static SmsException loginFailed(SmsException e) {
        return e.failure()
                .map(failure -> SmsException.of(failure.withReason("the login failed: " + failure.reason()), List.of()))
                .orElse(e);
    }

    /** The response to a login or a refresh. */
    static final class TokenReply {
        @Json(name = "access_token")
        private @Nullable String accessToken;

        @Json(name = "refresh_token")
        private @Nullable String refreshToken;

        @Json(name = "expires_in")
        private @Nullable BigDecimal expiresIn;
    }

    /** The claims of a JSON Web Token that say when it expires. */
    static final class Claims {
        private @Nullable BigDecimal exp;
    }

    private @Nullable Token token(HttpResponse response, @Nullable Secret usedRefresh) {
        TokenReply reply = response.read(tokenBinding);
        Secret access = reply == null ? null : secret(reply.accessToken);
        if (reply == null || access == null) {
            return null;
        }
        Secret refresh = secret(reply.refreshToken);
        return new Token(
                access, refresh != null ? refresh : usedRefresh, clock.instant().plus(life(reply, access)));
    }

    private static @Nullable Secret secret(@Nullable String value) {
        try {
            return value == null ? null : Secret.of("token", value);
        } catch (InvalidRequestException e) {
            return null; // not a value that fits into a header
        }
    }

    private Duration life(TokenReply reply, Secret access) {
        long value = seconds(reply.expiresIn);
        if (isPlausible(value)) {
            return Duration.ofSeconds(value);
        }
        long claimed = seconds(exp(access.reveal())) - clock.instant().getEpochSecond();
        return isPlausible(claimed) ? Duration.ofSeconds(claimed) : USUAL_LIFE;
    }

    private static boolean isPlausible(long life) {
        return life > 0 && life <= MAX_LIFE.toSeconds();
    }

    /** Reads a number of seconds; 0 if it isn't a plausible time. */
    private static long seconds(@Nullable BigDecimal number) {
        boolean isTime = number != null && number.signum() > 0 && number.compareTo(MAX_TIME) < 0;
        return isTime && number != null ? number.longValue() : 0;
    }

    private @Nullable BigDecimal exp(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            Claims claims =
                    claimsBinding.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return claims == null ? null : claims.exp;
        } catch (IllegalArgumentException e) {
            return null; // not a JSON Web Token: the vendor may issue tokens of any form
        }
    }
}
