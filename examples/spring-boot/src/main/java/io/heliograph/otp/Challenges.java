package io.heliograph.otp;

import io.heliograph.event.SmsEventListener;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the codes that were asked for, in memory until an hour after their end. A service of several instances keeps them in
 * its database. Thread-safe.
 *
 * <p>It listens to the client too: what was unknown when the send ended may be settled later.
 */
@Component
final class Challenges implements SmsEventListener {
    private static final Duration KEPT = Duration.ofHours(1);

    private final OtpSettings settings;
    private final CodeHash hash;
    private final Clock clock;
    // Guarded by this; the oldest first.
    private final RequestLimit limit;
    private final Map<String, Challenge> byId = new LinkedHashMap<>();
    private final Map<String, Challenge> byRequest = new LinkedHashMap<>();

    /**
     * A code that was asked for.
     *
     * @param code what is to be sent; null if this request was made before, so that nothing is
     */
    record Asked(Challenge challenge, @Nullable String code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Asked[" + challenge + "]";
        }
    }

    Challenges(OtpSettings settings, CodeHash hash, Clock clock) {
        this.settings = settings;
        this.hash = hash;
        this.clock = clock;
        limit = new RequestLimit(settings.pause(), settings.perHour());
    }

    /**
     * Makes a code for a number, once for each request.
     *
     * @param request the caller's name for the request: the same name is the same code and the same SMS
     * @throws Refused if the name was used for another number, or the number has to wait
     */
    synchronized Asked ask(String request, PhoneNumber number) {
        Instant now = clock.instant();
        forget(now.minus(KEPT));
        Challenge before = byRequest.get(request);
        if (before != null) {
            if (!before.number().equals(number)) {
                throw Refused.keyOfAnother();
            }
            return new Asked(before, null);
        }
        if (byId.size() >= settings.most()) {
            throw Refused.full();
        }
        limit.take(number, now).ifPresent(wait -> {
            throw Refused.tooSoon(wait);
        });
        String id = UUID.randomUUID().toString();
        String code = hash.newCode();
        Challenge made = new Challenge(id, number, hash.of(id, code), now, settings);
        byId.put(id, made);
        byRequest.put(request, made);
        return new Asked(made, code);
    }

    /** The code with this id; empty if there is none, or it ended too long ago. */
    synchronized Optional<Challenge> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private void forget(Instant ended) {
        forget(byId, ended);
        forget(byRequest, ended);
    }

    private static void forget(Map<String, Challenge> challenges, Instant ended) {
        Iterator<Challenge> oldest = challenges.values().iterator();
        while (oldest.hasNext() && oldest.next().expiresAt().isBefore(ended)) {
            oldest.remove();
        }
    }

    @Override
    public void reconciled(SendOutcome outcome) {
        find(outcome.key().value()).ifPresent(challenge -> challenge.sent(outcome));
    }
}
