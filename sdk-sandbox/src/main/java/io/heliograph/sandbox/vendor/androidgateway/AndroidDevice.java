package io.heliograph.sandbox.vendor.androidgateway;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The only phone of the account. When it is deleted, its app registers it again at once, with a new id. Not thread-safe: the
 * owner locks.
 */
final class AndroidDevice {
    private int registrations = 1;
    private Instant since;

    AndroidDevice(Instant since) {
        this.since = since;
    }

    String id() {
        return String.format(Locale.ROOT, "SandboxPhone%09d", registrations);
    }

    void registerAgain(Instant now) {
        registrations++;
        since = now;
    }

    Map<String, Object> json(Instant now) {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("id", id());
        device.put("name", "Sandbox phone");
        device.put("createdAt", since.toString());
        device.put("updatedAt", since.toString());
        device.put("lastSeen", now.toString());
        device.put(
                "simCards",
                IntStream.rangeClosed(1, 3).mapToObj(AndroidDevice::sim).toList());
        return device;
    }

    private static Map<String, Integer> sim(int number) {
        Map<String, Integer> sim = new LinkedHashMap<>();
        sim.put("slotIndex", number - 1);
        sim.put("simNumber", number);
        return sim;
    }

    List<Map<String, Object>> list(Instant now) {
        return List.of(json(now));
    }
}
