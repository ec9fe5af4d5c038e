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

/** The API of the page. */
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

    /** The number, as the person typed it. */
    record NewCode(@Nullable String number) {
        /** Without the number. */
        @Override
        public String toString() {
            return "NewCode";
        }
    }

    /** The code that the person typed. */
    record TypedCode(@Nullable String code) {
        /** Without the code. */
        @Override
        public String toString() {
            return "TypedCode";
        }
    }

    /** The state of a code; the number is masked. */
    record CodeView(
            String id, String number, Instant expiresAt, int attemptsLeft, boolean verified, DeliveryView delivery) {}

    /** The result of a verification. */
    record VerifyResponse(Challenge.Verdict verdict, int attemptsLeft) {}

    /** What the page needs; {@code inbox} is the URL of the sandbox's inbox, null without a sandbox. */
    record PageInfo(@Nullable URI inbox) {}

    /** Sends a code. The same key is the same code: a second click sends nothing. */
    @PostMapping("/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CodeView request(@RequestHeader("Idempotency-Key") String key, @RequestBody NewCode wanted) {
        if (key.length() < MIN_KEY || key.length() > MAX_KEY) {
            throw RequestRejectedException.badKey();
        }
        return shown(otp.request(key, number(wanted.number())));
    }

    @GetMapping("/codes/{id}")
    CodeView show(@PathVariable String id) {
        return shown(otp.find(id));
    }

    @PostMapping("/codes/{id}/verify")
    VerifyResponse verify(@PathVariable String id, @RequestBody TypedCode typed) {
        Challenge challenge = otp.find(id);
        String code = typed.code() == null ? "" : typed.code().replaceAll("\\s", "");
        return new VerifyResponse(otp.verify(challenge, code), challenge.attemptsLeft());
    }

    @GetMapping("/about")
    PageInfo about() {
        Inbox sandboxInbox = inbox.getIfAvailable();
        return new PageInfo(sandboxInbox == null ? null : sandboxInbox.url());
    }

    /** Parses a number that may be written in groups; it must have its country code. */
    private static PhoneNumber number(@Nullable String typed) {
        try {
            return PhoneNumber.of(typed == null ? "" : typed.replaceAll("[\\s().-]", ""));
        } catch (InvalidRequestException e) {
            throw RequestRejectedException.badNumber();
        }
    }

    private CodeView shown(Challenge challenge) {
        return new CodeView(
                challenge.id(),
                challenge.number().toString(),
                challenge.expiresAt(),
                challenge.attemptsLeft(),
                challenge.isVerified(),
                DeliveryView.of(challenge.outcome(), otp::timeline));
    }
}
