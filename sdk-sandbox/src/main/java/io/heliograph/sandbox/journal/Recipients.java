package io.heliograph.sandbox.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The messages of each recipient, and the recipients in the order of their newest messages. Thread-safe. */
final class Recipients {
    // Both guarded by this. The numbers are without plus signs.
    private final Map<String, TreeMap<Long, KeptMessage>> messages = new HashMap<>();
    private final TreeMap<Long, String> byNewest = new TreeMap<>();

    private static String numberOf(KeptMessage message) {
        return Numbers.plain(message.message().to());
    }

    synchronized void add(KeptMessage message) {
        String number = numberOf(message);
        TreeMap<Long, KeptMessage> own = messages.computeIfAbsent(number, key -> new TreeMap<>());
        if (!own.isEmpty()) {
            byNewest.remove(own.lastKey());
        }
        own.put(message.id(), message);
        byNewest.put(own.lastKey(), number);
    }

    synchronized void remove(KeptMessage message) {
        String number = numberOf(message);
        TreeMap<Long, KeptMessage> own = messages.get(number);
        if (own == null) {
            return;
        }
        byNewest.remove(own.lastKey());
        own.remove(message.id());
        if (own.isEmpty()) {
            messages.remove(number);
        } else {
            byNewest.put(own.lastKey(), number);
        }
    }

    /** The messages to one number, oldest first. */
    synchronized List<KeptMessage> of(String number) {
        TreeMap<Long, KeptMessage> own = messages.get(Numbers.plain(number));
        return own == null ? List.of() : List.copyOf(own.values());
    }

    /** A page of the recipients with a message that fits, newest first. */
    synchronized Page<Recipient> newestFirst(Predicate<KeptMessage> fits, long before, int limit) {
        List<Recipient> page = new ArrayList<>();
        for (String number : byNewest.headMap(before, false).descendingMap().values()) {
            TreeMap<Long, KeptMessage> own = messages.getOrDefault(number, new TreeMap<>());
            if (own.values().stream().anyMatch(fits)) {
                if (page.size() == limit) {
                    return new Page<>(
                            page, messages.size(), page.get(limit - 1).last().id());
                }
                page.add(new Recipient(own.size(), own.lastEntry().getValue()));
            }
        }
        return new Page<>(page, messages.size(), 0);
    }
}
