package io.heliograph.otp;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is refused before anything is sent; becomes a problem detail (RFC 9457) for the page to show. */
@SuppressWarnings("serial")
final class Refused extends ErrorResponseException {
    private Refused(HttpStatus status, String words) {
        super(status, ProblemDetail.forStatusAndDetail(status, words), null);
    }

    static Refused badNumber() {
        return new Refused(
                HttpStatus.BAD_REQUEST,
                "That isn't a whole phone number. Write it with its country code, for example +44 7700 900123.");
    }

    static Refused badKey() {
        return new Refused(HttpStatus.BAD_REQUEST, "Idempotency-Key must be 8 to 64 characters.");
    }

    static Refused keyOfAnother() {
        return new Refused(HttpStatus.CONFLICT, "This Idempotency-Key was used for another number.");
    }

    static Refused tooSoon(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        String time = seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
        Refused refused = new Refused(
                HttpStatus.TOO_MANY_REQUESTS,
                "This number was given a code a moment ago. Ask for another one in " + time + ".");
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return refused;
    }

    static Refused optedOut() {
        return new Refused(
                HttpStatus.FORBIDDEN,
                "This number has asked for no more messages from us. Text START to us from it, then try again.");
    }

    static Refused full() {
        return new Refused(HttpStatus.SERVICE_UNAVAILABLE, "Too many codes are open just now. Nothing was sent.");
    }

    static Refused notFound() {
        return new Refused(HttpStatus.NOT_FOUND, "There is no such code, or it ended long ago.");
    }
}
