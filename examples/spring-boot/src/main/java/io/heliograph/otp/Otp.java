package io.heliograph.otp;

import io.heliograph.SmsClient;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.otp.Challenge.Verdict;
import io.heliograph.tracking.Timeline;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Sends codes and verifies them. Thread-safe. */
@Service
final class Otp {
    private final SmsClient sms;
    private final Challenges challenges;
    private final CodeHash hash;
    private final OtpSettings settings;
    private final Clock clock;

    Otp(SmsClient sms, Challenges challenges, CodeHash hash, OtpSettings settings, Clock clock) {
        this.sms = sms;
        this.challenges = challenges;
        this.hash = hash;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends a code, on this thread until a provider has responded or {@code heliograph.deadline} has ended. The same request
     * again sends nothing.
     *
     * @throws RequestRejectedException before anything is sent
     */
    Challenge request(String request, PhoneNumber number) {
        // The send would be rejected for it too; checked here, so that no code is generated.
        if (sms.suppressions().find(number, Optional.empty()).isPresent()) {
            throw RequestRejectedException.optedOut();
        }
        Challenges.Issued issued = challenges.issue(request, number);
        Challenge challenge = issued.challenge();
        if (issued.code() != null) {
            challenge.sent(send(challenge, issued.code()));
        }
        return challenge;
    }

    private SendOutcome send(Challenge challenge, String code) {
        long minutes = settings.validity().toMinutes();
        return sms.trySend(SendRequest.to(challenge.number())
                .text(code + " is your " + settings.brand() + " code. It is good for " + minutes
                        + " minutes. We never ask you for it.")
                .idempotencyKey(challenge.id())
                .build());
    }

    /** @throws RequestRejectedException if there is no such code */
    Challenge find(String id) {
        return challenges.find(id).orElseThrow(RequestRejectedException::notFound);
    }

    /** Verifies a typed code; each wrong one counts. */
    Verdict verify(Challenge challenge, String typed) {
        return challenge.verify(hash.of(challenge.id(), typed), clock.instant());
    }

    /** The timeline of an accepted message, from webhooks; no request is made. */
    Optional<Timeline> timeline(SendOutcome.Accepted accepted) {
        return sms.tracker().find(accepted.message().id());
    }
}
