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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway surely refuses, found without asking it (server v1.47.1, 2026-08-22). */
final class AndroidGatewayCheck {
    private AndroidGatewayCheck() {}

    static List<Fault> faults(SendRequest request, @Nullable Encryption encryption, Clock clock) {
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

    static List<Fault> faults(GatewayMessage message, @Nullable Encryption encryption, boolean phone) {
        Faults faults = new Faults();
        if (message.data().isPresent() && encryption != null && !phone) {
            faults.add(
                    "data",
                    "can't go out with a passphrase: a server takes Base64 only, encrypted or not; send it without a "
                            + "passphrase, or to a phone that is asked directly (a base-url without a path)");
        }
        encrypted("text", message.text().orElse(null), encryption, faults);
        encrypted("data", message.data().orElse(null), encryption, faults);
        return faults.list();
    }

    static void ttl(String field, @Nullable Duration ttl, Faults faults) {
        if (ttl != null
                && (ttl.compareTo(GatewayMessage.SHORTEST_TTL) < 0 || ttl.compareTo(GatewayMessage.LONGEST_TTL) > 0)) {
            faults.add(
                    field,
                    "must be " + GatewayMessage.SHORTEST_TTL.toSeconds() + " to "
                            + GatewayMessage.LONGEST_TTL.toSeconds() + " seconds");
        }
    }

    /** When a validity ends; null for never. */
    static @Nullable Instant end(Instant now, @Nullable Duration ttl) {
        boolean ends = ttl != null && ttl.compareTo(GatewayMessage.LONGEST_TTL) <= 0;
        return ends && ttl != null ? now.plus(ttl) : null;
    }

    static void schedule(
            String field, @Nullable Instant scheduleAt, Instant now, @Nullable Instant end, Faults faults) {
        if (scheduleAt == null) {
            return;
        }
        if (!asSent(scheduleAt).isAfter(now)) {
            faults.add(field, "isn't later than now");
        }
        if (end != null && asSent(scheduleAt).isAfter(end)) {
            faults.add(field, "is after the end of its validity");
        }
    }

    /** Times go out in whole seconds, which every version reads. */
    static Instant asSent(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void encrypted(
            String field, @Nullable String content, @Nullable Encryption encryption, Faults faults) {
        if (content == null || encryption == null) {
            return;
        }
        int length = encryption.encryptedLength(content);
        if (length > GatewayMessage.LONGEST_CONTENT) {
            faults.add(
                    field,
                    "has " + length + " characters when it is encrypted; the gateway takes at most "
                            + GatewayMessage.LONGEST_CONTENT);
        }
    }

    static String user(String value) {
        if (value.contains(":")) {
            throw new InvalidRequestException("username", "has a colon, which ends a user name in HTTP Basic");
        }
        return Secret.of("username", value).reveal();
    }

    static String device(String value) {
        if (value.length() > GatewayMessage.LONGEST_DEVICE_ID) {
            throw new InvalidRequestException(
                    "device-id",
                    "is " + Shape.of(value) + "; it has at most " + GatewayMessage.LONGEST_DEVICE_ID + " characters");
        }
        return value;
    }
}
