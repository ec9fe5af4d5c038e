package io.heliograph.spring.security;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.ott.OneTimeToken;
import org.springframework.security.web.authentication.ott.OneTimeTokenGenerationSuccessHandler;
import org.springframework.security.web.authentication.ott.RedirectOneTimeTokenGenerationSuccessHandler;

/**
 * Sends one-time tokens of Spring Security by SMS, one SMS for a token, with the tag {@value #TAG}. Thread-safe.
 *
 * <p>The response is a redirect, the same at once for every username: the user is looked up and the SMS is sent on a thread of the
 * executor, so that neither the response nor its time tells whether there is such a user, or whether an SMS was sent. What wasn't
 * sent is logged at WARN, without the user, the number and the token.
 */
public final class SmsOneTimeTokenHandler implements OneTimeTokenGenerationSuccessHandler {
    /** The tag of the messages. */
    public static final String TAG = "otp";

    private static final String TOKEN = "{token}";
    private static final Logger LOG = LoggerFactory.getLogger(SmsOneTimeTokenHandler.class);

    private final SmsClient client;
    private final OneTimeTokenRecipient recipient;
    private final Executor executor;
    private final String text;
    private final OneTimeTokenGenerationSuccessHandler redirect;

    /**
     * Makes a handler.
     *
     * @param text the text, with {@code {token}} where the token stands
     * @param redirectTo where the browser goes, such as {@code /login/ott}
     * @throws InvalidRequestException if the text has no {@code {token}}
     */
    public SmsOneTimeTokenHandler(
            SmsClient client, OneTimeTokenRecipient recipient, Executor executor, String text, String redirectTo) {
        if (!text.contains(TOKEN)) {
            throw new InvalidRequestException("text", "must have " + TOKEN + " in it");
        }
        this.client = Objects.requireNonNull(client, "client");
        this.recipient = Objects.requireNonNull(recipient, "recipient");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.text = text;
        redirect = new RedirectOneTimeTokenGenerationSuccessHandler(redirectTo);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, OneTimeToken token)
            throws IOException, jakarta.servlet.ServletException {
        try {
            executor.execute(() -> send(token));
        } catch (RejectedExecutionException e) {
            LOG.warn("a one-time token wasn't sent: the executor has no thread for it");
        }
        redirect.handle(request, response, token);
    }

    private void send(OneTimeToken token) {
        try {
            Optional<PhoneNumber> number = recipient.numberOf(token.getUsername());
            if (number.isEmpty()) {
                LOG.debug("a one-time token wasn't sent: there is no number for the user");
                return;
            }
            log(client.trySend(SendRequest.to(number.get())
                    .text(text.replace(TOKEN, token.getTokenValue()))
                    .tag(TAG)
                    .idempotencyKey(key(token))
                    .build()));
        } catch (InvalidRequestException e) { // names what is wrong, without the number and the text
            LOG.warn("a one-time token wasn't sent: {}", e.getMessage());
        } catch (RuntimeException e) { // of the application, whose message may name the user
            LOG.warn("a one-time token wasn't sent: {}", e.getClass().getName());
        }
    }

    private static void log(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Rejected rejected) {
            LOG.warn("a one-time token wasn't sent: {}", rejected.errorType());
        } else if (outcome instanceof SendOutcome.Unknown) {
            LOG.warn("a one-time token may have been sent, and isn't sent again: {}", outcome.key());
        }
    }

    /**
     * The same key for the same token, so that it is sent once. Vendors and logs see keys: the time of expiry, which is precise to
     * less than a millisecond, keeps a short token from being found by trying all of them.
     */
    private static IdempotencyKey key(OneTimeToken token) {
        return IdempotencyKey.derive(
                "one-time-token", token.getUsername(), token.getTokenValue(), String.valueOf(token.getExpiresAt()));
    }
}
