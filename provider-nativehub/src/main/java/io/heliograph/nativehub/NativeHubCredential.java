package io.heliograph.nativehub;

import io.heliograph.http.Endpoint;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.message.Violations;
import io.heliograph.spi.VendorApi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The credential: one of the vendor's three kinds, depending on the settings. Belongs to one builder; not
 * thread-safe.
 */
final class NativeHubCredential {
    @Nullable
    String apiKey;

    @Nullable
    String token;

    @Nullable
    String username;

    @Nullable
    String password;

    @Nullable
    String tenantId;

    /** Reports a missing, superfluous or malformed credential. */
    void check(Violations violations) {
        List<String> ways = ways();
        if (ways.isEmpty()) {
            violations.add("api-key", "is missing; set it, or token, or username and password");
        }
        for (String other : ways.subList(Math.min(1, ways.size()), ways.size())) {
            violations.add(
                    other,
                    "is there beside " + ways.get(0) + "; set one of api-key, token, and username with password");
        }
        violations.check(apiKey, value -> Secret.of("api-key", value));
        violations.check(token, value -> Secret.of("token", value));
        if (username != null || password != null) {
            violations.require("username", username, value -> printable("username", value));
            violations.require("password", password, value -> printable("password", value));
        } else if (tenantId != null) {
            violations.add("tenant-id", "is of use with username and password only");
        }
        violations.check(tenantId, value -> printable("tenant-id", value));
    }

    private List<String> ways() {
        List<String> ways = new ArrayList<>();
        if (apiKey != null) {
            ways.add("api-key");
        }
        if (token != null) {
            ways.add("token");
        }
        if (username != null || password != null) {
            ways.add(username != null ? "username" : "password");
        }
        return ways;
    }

    /** A user name or password goes into a JSON body, so blanks and any script are fine. */
    private static String printable(String field, String value) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException(field, "is blank or has a control character; was it cut or wrapped?");
        }
        return value;
    }

    /** The API client with this credential, which must have no violations. */
    VendorApi api(Endpoint endpoint, Function<Endpoint, VendorHttp> connect, Clock clock, LongSupplier nanoTime) {
        Endpoint place = endpoint;
        if (apiKey != null) {
            place = endpoint.header("X-API-Key", Secret.of("api-key", apiKey));
        } else if (token != null) {
            place = endpoint.bearer(Secret.of("token", token));
        }
        VendorApi api = VendorApi.of(connect.apply(place), NativeHubErrors.errors(clock));
        return username == null || password == null
                ? api
                : api.withTokens(new NativeHubLogin(api, username, password, tenantId, clock, nanoTime));
    }
}
