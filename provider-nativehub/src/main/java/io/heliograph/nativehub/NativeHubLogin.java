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
 * Access tokens for a user name and password: by {@code /auth/login}, and by {@code /auth/refresh} as long as the vendor
 * takes the refresh token. Thread-safe; however many threads need a token, one asks for it.
 */
final class NativeHubLogin implements TokenSource {
    /** What the vendor's pages say of access tokens (2026-02). */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(15);

    /** Refresh tokens live that long; an access token that claims more has a wrong clock behind it. */
    private static final Duration MAX_LIFE = Duration.ofDays(7);

    private static final BigDecimal MAX_TIME = BigDecimal.valueOf(1L << 40);

    private final VendorApi api;
    private final String username;
    private final String password;
    private final @Nullable String tenantId;
    private final Clock clock;
    private final TokenCache tokens;
    private final JsonBinding<TokenReply> tokenReply = JsonBinding.of(TokenReply.class);
    private final JsonBinding<Claims> claims = JsonBinding.of(Claims.class);

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

    /** Null where the vendor doesn't take the refresh token any more. */
    private @Nullable Token refresh(Secret refresh, Deadline deadline) {
        // One page wants the token in the body, another as the bearer: with both, both are right.
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
            throw refused(api.refused(response)); // a login would be one more request too many
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
            throw refused(api.refused(response));
        }
        Token token = token(response, null);
        if (token == null) {
            throw SmsException.of(
                    Failure.of(ErrorType.PROVIDER_ERROR, "the answer to the login holds no access token"), List.of());
        }
        return token;
    }

    private static SmsException refused(SmsException e) {
        return e.refusal()
                .map(failure -> SmsException.of(failure.withReason("the login failed: " + failure.reason()), List.of()))
                .orElse(e);
    }

    /** The answer to a login or a refresh. */
    static final class TokenReply {
        @Json(name = "access_token")
        private @Nullable String accessToken;

        @Json(name = "refresh_token")
        private @Nullable String refreshToken;

        @Json(name = "expires_in")
        private @Nullable BigDecimal expiresIn;
    }

    /** The part of a JSON Web Token that says when it ends. */
    static final class Claims {
        private @Nullable BigDecimal exp;
    }

    private @Nullable Token token(HttpResponse response, @Nullable Secret usedRefresh) {
        TokenReply currentTokenReply = tokenReply.read(response.body());
        Secret access = currentTokenReply == null ? null : secret(currentTokenReply.accessToken);
        if (currentTokenReply == null || access == null) {
            return null;
        }
        Secret refresh = secret(currentTokenReply.refreshToken);
        return new Token(
                access, refresh != null ? refresh : usedRefresh, clock.instant().plus(life(currentTokenReply, access)));
    }

    private static @Nullable Secret secret(@Nullable String value) {
        try {
            return value == null ? null : Secret.of("token", value);
        } catch (InvalidRequestException e) {
            return null; // nothing that could stand in a header
        }
    }

    private Duration life(TokenReply tokenReply, Secret access) {
        long value = seconds(tokenReply.expiresIn);
        if (isPlausible(value)) {
            return Duration.ofSeconds(value);
        }
        long claimed = seconds(exp(access.reveal())) - clock.instant().getEpochSecond();
        return isPlausible(claimed) ? Duration.ofSeconds(claimed) : USUAL_LIFE;
    }

    private static boolean isPlausible(long life) {
        return life > 0 && life <= MAX_LIFE.toSeconds();
    }

    /** A vendor's number of seconds; 0 for one that no clock shows. */
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
            Claims currentClaims =
                    claims.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return currentClaims == null ? null : currentClaims.exp;
        } catch (IllegalArgumentException e) {
            return null; // no JSON Web Token, which is the vendor's right
        }
    }
}
