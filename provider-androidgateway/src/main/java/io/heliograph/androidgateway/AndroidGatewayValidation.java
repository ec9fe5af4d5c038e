package io.heliograph.androidgateway;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks requests locally for errors that the gateway certainly rejects (server v1.47.1, 2026-08-22). */
final class AndroidGatewayValidation {
    static final int MAX_CONTENT = 65_535;
    static final int MAX_DEVICE_ID = 21;
    static final int MAX_SIMS = 3;

    private static final Duration MIN_TTL = Duration.ofSeconds(5);
    private static final Duration MAX_TTL = Duration.ofSeconds(Integer.MAX_VALUE);

    private AndroidGatewayValidation() {}

    static List<Violation> violations(SendRequest request, @Nullable AndroidGatewayEncryption encryption, Clock clock) {
        Violations violations = new Violations();
        Duration validity = request.validity().orElse(null);
        Instant now = clock.instant();
        ttl("validity", validity, violations);
        schedule("sendAt", request.sendAt().orElse(null), now, end(now, validity), violations);
        if (request.text().isEmpty()) {
            violations.add("text", "is missing");
        }
        encrypted("text", request.text(), encryption, violations);
        return violations.list();
    }

    static void ttl(String field, @Nullable Duration ttl, Violations violations) {
        if (ttl != null && (ttl.compareTo(MIN_TTL) < 0 || ttl.compareTo(MAX_TTL) > 0)) {
            violations.add(field, "must be " + MIN_TTL.toSeconds() + " to " + MAX_TTL.toSeconds() + " seconds");
        }
    }

    /** The end of a validity; null for none. */
    static @Nullable Instant end(Instant now, @Nullable Duration ttl) {
        return ttl != null && ttl.compareTo(MAX_TTL) <= 0 ? now.plus(ttl) : null;
    }

    static void schedule(
            String field, @Nullable Instant scheduleAt, Instant now, @Nullable Instant end, Violations violations) {
        if (scheduleAt == null) {
            return;
        }
        Instant sent = AndroidGatewayWire.asSent(scheduleAt);
        if (!sent.isAfter(now)) {
            violations.add(field, "isn't later than now");
        }
        if (end != null && sent.isAfter(end)) {
            violations.add(field, "is after the end of its validity");
        }
    }

    /** Checks the length of encrypted content: the gateway's limit is the same as for plain content. */
    static void encrypted(
            String field,
            @Nullable String content,
            @Nullable AndroidGatewayEncryption encryption,
            Violations violations) {
        if (content == null || encryption == null) {
            return;
        }
        int length = encryption.encryptedLength(content);
        if (length > MAX_CONTENT) {
            violations.add(
                    field,
                    "has " + length + " characters when it is encrypted; the gateway takes at most " + MAX_CONTENT);
        }
    }

    /** Checks the range of an optional number. */
    static void range(String field, @Nullable Integer value, int min, int max, Violations violations) {
        if (value != null && (value < min || value > max)) {
            violations.add(field, "is " + value + "; it must be " + min + " to " + max);
        }
    }

    /** Checks the length of an optional value. */
    static void length(String field, @Nullable String value, int max, Violations violations) {
        if (value != null && (value.isEmpty() || value.length() > max)) {
            violations.add(field, "is " + ValueShape.of(value) + "; it has 1 to " + max + " characters");
        }
    }

    /** Checks the order of two optional times. */
    static void order(String from, @Nullable Instant first, String to, @Nullable Instant last, Violations violations) {
        if (first != null && last != null && first.isAfter(last)) {
            violations.add(from, "is later than " + to); // the gateway would return an empty list
        }
    }

    static void passphrase(@Nullable String passphrase, int iterations, Violations violations) {
        if (passphrase != null && passphrase.isBlank()) {
            violations.add("passphrase", "is " + ValueShape.of(passphrase) + "; it must be the one in the app");
        }
        int min = AndroidGatewayEncryption.MIN_ITERATIONS;
        range("passphrase-iterations", iterations, min, AndroidGatewayEncryption.MAX_ITERATIONS, violations);
    }

    static String user(String value) {
        if (value.contains(":")) {
            throw new InvalidRequestException("username", "has a colon, which ends a user name in HTTP Basic");
        }
        return Secret.of("username", value).reveal();
    }

    static String device(String value) {
        if (value.length() > MAX_DEVICE_ID) {
            throw new InvalidRequestException(
                    "device-id", "is " + ValueShape.of(value) + "; it has at most " + MAX_DEVICE_ID + " characters");
        }
        return value;
    }
}
