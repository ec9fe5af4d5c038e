package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.spi.TestNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * NativeHub's do-not-contact list, which has all test numbers of opted-out recipients from the start. Not thread-safe: the
 * owner locks.
 */
final class NativeHubBlocklist {
    private final Instant since;
    private final Map<String, Map<String, @Nullable Object>> entries = new HashMap<>();

    NativeHubBlocklist(Instant since) {
        this.since = since;
    }

    boolean contains(String number) {
        return entries.containsKey(number) || TestNumber.of(number) == TestNumber.OPTED_OUT;
    }

    /** The entry of a number; null without one. */
    @Nullable
    Map<String, @Nullable Object> entry(String number) {
        boolean fromTheStart = TestNumber.of(number) == TestNumber.OPTED_OUT;
        return fromTheStart ? entry(number, "opted out", since) : entries.get(number);
    }

    /** Adds a number, unless it has an entry, and returns the entry. */
    Map<String, @Nullable Object> add(String number, @Nullable String reason, Instant now) {
        Map<String, @Nullable Object> existing = entry(number);
        if (existing != null) {
            return existing;
        }
        Map<String, @Nullable Object> added = entry(number, reason, now);
        entries.put(number, added);
        return added;
    }

    /** Removes a number, unless it is listed from the start. */
    void remove(String number) {
        entries.remove(number);
    }

    /** Drops some numbers. */
    void forget(Predicate<String> recipient) {
        entries.keySet().removeIf(recipient);
    }

    private static Map<String, @Nullable Object> entry(String number, @Nullable String reason, Instant createdAt) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(
                "id",
                UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8)).toString());
        entry.put("tenant_id", NativeHubMessage.TENANT);
        entry.put("phone_number", number);
        entry.put("reason", reason);
        entry.put("created_at", NativeHubMessage.time(createdAt));
        return entry;
    }
}
