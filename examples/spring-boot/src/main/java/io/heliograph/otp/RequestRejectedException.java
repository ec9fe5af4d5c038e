package io.heliograph.otp;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is rejected before anything is sent; becomes a problem detail (RFC 9457) for the page to show. */
@SuppressWarnings("serial")
final class RequestRejectedException extends ErrorResponseException {
    private RequestRejectedException(HttpStatus status, String words) {
        super(status, ProblemDetail.forStatusAndDetail(status, words), null);
    }

    static RequestRejectedException badNumber() {
        return new RequestRejectedException(
                HttpStatus.BAD_REQUEST,
                "That isn't a whole phone number. Write it with its country code, for example +44 7700 900123.");
    }

    static RequestRejectedException badKey() {
        return new RequestRejectedException(HttpStatus.BAD_REQUEST, "Idempotency-Key must be 8 to 64 characters.");
    }

    static RequestRejectedException keyOfAnother() {
        return new RequestRejectedException(HttpStatus.CONFLICT, "This Idempotency-Key was used for another number.");
    }

    static RequestRejectedException tooSoon(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        String time = seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
        RequestRejectedException rejected = new RequestRejectedException(
                HttpStatus.TOO_MANY_REQUESTS,
                "This number was given a code a moment ago. Ask for another one in " + time + ".");
        rejected.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return rejected;
    }

    static RequestRejectedException optedOut() {
        return new RequestRejectedException(
                HttpStatus.FORBIDDEN,
                "This number has asked for no more messages from us. Text START to us from it, then try again.");
    }

    static RequestRejectedException full() {
        return new RequestRejectedException(
                HttpStatus.SERVICE_UNAVAILABLE, "Too many codes are open just now. Nothing was sent.");
    }

    static RequestRejectedException notFound() {
        return new RequestRejectedException(HttpStatus.NOT_FOUND, "There is no such code, or it ended long ago.");
    }
}
