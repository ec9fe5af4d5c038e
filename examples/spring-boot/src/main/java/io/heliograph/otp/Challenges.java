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
 * The store of requested codes, in memory until an hour after they expire. A service of several instances would keep them in its
 * database. Thread-safe.
 *
 * <p>It is a listener of the client too: an unknown outcome may be reconciled later.
 */
@Component
final class Challenges implements SmsEventListener {
    private static final Duration RETENTION = Duration.ofHours(1);

    private final OtpSettings settings;
    private final CodeHash hash;
    private final Clock clock;
    // Guarded by this; the oldest first.
    private final RequestLimit limit;
    private final Map<String, Challenge> byId = new LinkedHashMap<>();
    private final Map<String, Challenge> byRequest = new LinkedHashMap<>();

    /**
     * A code that was requested.
     *
     * @param code the code to send; null if this request was made before, so that nothing is sent
     */
    record Issued(Challenge challenge, @Nullable String code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Issued[" + challenge + "]";
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
     * @param request the caller's idempotency key: the same key is the same code and the same SMS
     * @throws RequestRejectedException if the key was used for another number, or the number has to wait
     */
    synchronized Issued issue(String request, PhoneNumber number) {
        Instant now = clock.instant();
        forget(now.minus(RETENTION));
        Challenge earlier = byRequest.get(request);
        if (earlier != null) {
            if (!earlier.number().equals(number)) {
                throw RequestRejectedException.keyOfAnother();
            }
            return new Issued(earlier, null);
        }
        if (byId.size() >= settings.maxCodes()) {
            throw RequestRejectedException.full();
        }
        limit.acquire(number, now).ifPresent(wait -> {
            throw RequestRejectedException.tooSoon(wait);
        });
        String id = UUID.randomUUID().toString();
        String code = hash.newCode();
        Challenge challenge = new Challenge(id, number, hash.of(id, code), now, settings);
        byId.put(id, challenge);
        byRequest.put(request, challenge);
        return new Issued(challenge, code);
    }

    /** The code with this id; empty if there is none, or it expired too long ago. */
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
