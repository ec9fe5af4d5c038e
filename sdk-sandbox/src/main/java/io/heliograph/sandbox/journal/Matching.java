package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.InboxQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares messages with a filter. Immutable and thread-safe. */
final class Matching {
    private record Criterion(String name, BiPredicate<KeptMessage, Instant> fits) {}

    private final List<Criterion> criteria = new ArrayList<>();

    Matching(InboxQuery filter) {
        if (filter.afterId() > 0) {
            criteria.add(new Criterion("after", (kept, now) -> kept.id() > filter.afterId()));
        }
        add(
                "vendor",
                filter.vendor(),
                vendor -> (kept, now) -> kept.message().vendor().equals(vendor));
        add("to", filter.to(), to -> {
            Predicate<String> fits = Numbers.fitting(to);
            return (kept, now) -> fits.test(kept.message().to());
        });
        add("from", filter.from(), from -> {
            Predicate<String> fits = Numbers.fitting(from);
            return (kept, now) -> {
                String sender = kept.message().from();
                return sender != null && fits.test(sender);
            };
        });
        add(
                "after",
                filter.acceptedAfter(),
                time -> (kept, now) -> kept.message().acceptedAt().isAfter(time));
        add("key", filter.key(), key -> (kept, now) -> kept.hasKey(key));
        add("state", filter.status(), status -> (kept, now) -> kept.status(now) == status);
        add("text", filter.text(), text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            return (kept, now) -> kept.lowerText().contains(lower);
        });
        add("q", filter.search(), text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            return (kept, now) -> kept.searched().contains(lower);
        });
    }

    private <V> void add(String name, @Nullable V value, Function<V, BiPredicate<KeptMessage, Instant>> test) {
        if (value != null) {
            criteria.add(new Criterion(name, test.apply(value)));
        }
    }

    boolean fits(KeptMessage message, Instant now) {
        for (Criterion criterion : criteria) {
            if (!criterion.fits().test(message, now)) {
                return false;
            }
        }
        return true;
    }

    /** How many messages each part of the filter fits by itself, as readable text without numbers of phones. */
    String counts(Collection<KeptMessage> all, Instant now) {
        StringBuilder counts = new StringBuilder("of " + all.size() + (all.size() == 1 ? " message" : " messages"));
        for (Criterion criterion : criteria) {
            long fitting = all.stream()
                    .filter(message -> criterion.fits().test(message, now))
                    .count();
            counts.append(", ").append(fitting).append(" fit ").append(criterion.name());
        }
        return counts.toString();
    }
}
