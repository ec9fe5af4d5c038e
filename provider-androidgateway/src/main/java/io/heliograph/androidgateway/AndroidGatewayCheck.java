package io.heliograph.androidgateway;

import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Shape;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway surely refuses, found without asking it (server v1.47.1, 2026-08-22). */
final class AndroidGatewayCheck {
    static final int LONGEST_CONTENT = 65_535;
    static final int LONGEST_DEVICE_ID = 21;

    private static final Duration SHORTEST_TTL = Duration.ofSeconds(5);
    private static final Duration LONGEST_TTL = Duration.ofSeconds(Integer.MAX_VALUE);

    private AndroidGatewayCheck() {}

    static List<Fault> faults(SendRequest request, @Nullable AndroidGatewayEncryption encryption, Clock clock) {
        Faults faults = new Faults();
        Duration validity = request.validity().orElse(null);
        Instant now = clock.instant();
        ttl("validity", validity, faults);
        schedule("sendAt", request.sendAt().orElse(null), now, end(now, validity), faults);
        if (request.text().isEmpty()) {
            faults.add("text", "is missing");
        }
        encrypted("text", request.text(), encryption, faults);
        return faults.list();
    }

    static void ttl(String field, @Nullable Duration ttl, Faults faults) {
        if (ttl != null && (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0)) {
            faults.add(field, "must be " + SHORTEST_TTL.toSeconds() + " to " + LONGEST_TTL.toSeconds() + " seconds");
        }
    }

    /** When a validity ends; null for never. */
    static @Nullable Instant end(Instant now, @Nullable Duration ttl) {
        return ttl != null && ttl.compareTo(LONGEST_TTL) <= 0 ? now.plus(ttl) : null;
    }

    static void schedule(
            String field, @Nullable Instant scheduleAt, Instant now, @Nullable Instant end, Faults faults) {
        if (scheduleAt == null) {
            return;
        }
        Instant sent = AndroidGatewayWire.asSent(scheduleAt);
        if (!sent.isAfter(now)) {
            faults.add(field, "isn't later than now");
        }
        if (end != null && sent.isAfter(end)) {
            faults.add(field, "is after the end of its validity");
        }
    }

    /** The gateway takes an encrypted content only as long as one that isn't. */
    static void encrypted(
            String field, @Nullable String content, @Nullable AndroidGatewayEncryption encryption, Faults faults) {
        if (content == null || encryption == null) {
            return;
        }
        int length = encryption.encryptedLength(content);
        if (length > LONGEST_CONTENT) {
            faults.add(
                    field,
                    "has " + length + " characters when it is encrypted; the gateway takes at most " + LONGEST_CONTENT);
        }
    }

    /** A number that may be left out. */
    static void range(String field, @Nullable Integer value, int min, int max, Faults faults) {
        if (value != null && (value < min || value > max)) {
            faults.add(field, "is " + value + "; it must be " + min + " to " + max);
        }
    }

    /** A name that may be left out. */
    static void length(String field, @Nullable String value, int max, Faults faults) {
        if (value != null && (value.isEmpty() || value.length() > max)) {
            faults.add(field, "is " + Shape.of(value) + "; it has 1 to " + max + " characters");
        }
    }

    /** Two times of which each may be left out. */
    static void order(String from, @Nullable Instant first, String to, @Nullable Instant last, Faults faults) {
        if (first != null && last != null && first.isAfter(last)) {
            faults.add(from, "is later than " + to); // the gateway would answer with nothing
        }
    }

    static void passphrase(@Nullable String passphrase, int iterations, Faults faults) {
        if (passphrase != null && passphrase.isBlank()) {
            faults.add("passphrase", "is " + Shape.of(passphrase) + "; it must be the one in the app");
        }
        int min = AndroidGatewayEncryption.MIN_ITERATIONS;
        range("passphrase-iterations", iterations, min, AndroidGatewayEncryption.MAX_ITERATIONS, faults);
    }

    static String user(String value) {
        if (value.contains(":")) {
            throw new InvalidRequestException("username", "has a colon, which ends a user name in HTTP Basic");
        }
        return Secret.of("username", value).reveal();
    }

    static String device(String value) {
        if (value.length() > LONGEST_DEVICE_ID) {
            throw new InvalidRequestException(
                    "device-id", "is " + Shape.of(value) + "; it has at most " + LONGEST_DEVICE_ID + " characters");
        }
        return value;
    }
}
