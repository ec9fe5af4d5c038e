package io.heliograph.otp;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the page asks for. */
@RestController
@RequestMapping("/api")
final class CodeController {
    private static final int MIN_KEY = 8;
    private static final int MAX_KEY = 64;

    private final Otp otp;
    private final ObjectProvider<Inbox> inbox;

    CodeController(Otp otp, ObjectProvider<Inbox> inbox) {
        this.otp = otp;
        this.inbox = inbox;
    }

    /** Where to, as the person typed it. */
    record NewCode(@Nullable String number) {
        /** Without the number. */
        @Override
        public String toString() {
            return "NewCode";
        }
    }

    /** What the person read on the phone. */
    record Typed(@Nullable String code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Typed";
        }
    }

    /** A code that was asked for; the number is masked. */
    record Shown(String id, String number, Instant expiresAt, int attemptsLeft, boolean verified, Delivery delivery) {}

    /** What was typed is right or not. */
    record Answer(Challenge.Verdict verdict, int attemptsLeft) {}

    /** What the page has to know; {@code inbox} is where the sandbox shows what it was sent, null without one. */
    record About(@Nullable URI inbox) {}

    /** Sends a code. The same key again is the same code: a second click sends nothing. */
    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Shown request(@RequestHeader("Idempotency-Key") String key, @RequestBody NewCode wanted) {
        if (key.length() < MIN_KEY || key.length() > MAX_KEY) {
            throw Refused.badKey();
        }
        return shown(otp.request(key, number(wanted.number())));
    }

    @GetMapping("/codes/{id}")
    Shown show(@PathVariable String id) {
        return shown(otp.find(id));
    }

    @PostMapping("/codes/{id}/verify")
    Answer verify(@PathVariable String id, @RequestBody Typed typed) {
        Challenge challenge = otp.find(id);
        String code = typed.code() == null ? "" : typed.code().replaceAll("\\s", "");
        return new Answer(otp.verify(challenge, code), challenge.attemptsLeft());
    }

    @GetMapping("/about")
    About about() {
        Inbox currentInbox = inbox.getIfAvailable();
        return new About(currentInbox == null ? null : currentInbox.url());
    }

    /** People write numbers in groups; anything else than a number with its country code is refused. */
    private static PhoneNumber number(@Nullable String typed) {
        try {
            return PhoneNumber.of(typed == null ? "" : typed.replaceAll("[\\s().-]", ""));
        } catch (InvalidRequestException e) {
            throw Refused.badNumber();
        }
    }

    private Shown shown(Challenge challenge) {
        return new Shown(
                challenge.id(),
                challenge.number().toString(),
                challenge.expiresAt(),
                challenge.attemptsLeft(),
                challenge.isVerified(),
                Delivery.of(challenge.outcome(), otp::timeline));
    }
}
