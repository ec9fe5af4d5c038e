package io.heliograph.spi;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vendor's error table: how to match the vendor's error, its type, and advice. Immutable and thread-safe.
 *
 * <p>Rows are written as a table: {@code text("unsubscribed").is(OPTED_OUT).say("…")}.
 *
 * <p>A row without an HTTP status matches any 4xx except 408 and 499, and a message that failed inside a 2xx. Proxies
 * also return a 408 or a 5xx, after the vendor received the message, so only a row with that status and a code makes it
 * a rejection.
 */
public final class ErrorRow {
    private final int status;
    private final @Nullable String code;
    private final List<String> texts;
    private final ErrorType type;
    private final @Nullable Boolean retryable;
    private final @Nullable Boolean failover;
    private final @Nullable Duration wait;
    private final LimitScope scope;
    private final String advice;

    private ErrorRow(
            int status,
            @Nullable String code,
            List<String> texts,
            ErrorType type,
            @Nullable Boolean retryable,
            @Nullable Boolean failover,
            @Nullable Duration wait,
            LimitScope scope,
            String advice) {
        this.status = status;
        this.code = code;
        this.texts = texts;
        this.type = type;
        this.retryable = retryable;
        this.failover = failover;
        this.wait = wait;
        this.scope = scope;
        this.advice = advice;
    }

    /** A row for an HTTP status. */
    public static ErrorRow status(int status) {
        return new ErrorRow(status, null, List.of(), ErrorType.OTHER, null, null, null, LimitScope.ACCOUNT, "");
    }

    /** A row for a vendor's code. */
    public static ErrorRow code(String code) {
        return new ErrorRow(0, code, List.of(), ErrorType.OTHER, null, null, null, LimitScope.ACCOUNT, "");
    }

    /**
     * A row for the vendor's error text: it contains all of these pieces as whole words, ignoring case; a hyphen and an
     * underscore match a blank.
     */
    public static ErrorRow text(String... pieces) {
        return status(0).withText(pieces);
    }

    /** The same row, which also requires this vendor's code. */
    public ErrorRow withCode(String newCode) {
        return new ErrorRow(status, newCode, texts, type, retryable, failover, wait, scope, advice);
    }

    /** The same row, which also requires these pieces in the vendor's error text. */
    public ErrorRow withText(String... pieces) {
        String[] folded = new String[pieces.length];
        for (int i = 0; i < pieces.length; i++) { // no stream: tables are made at the start of an application
            folded[i] = ErrorText.fold(pieces[i]);
        }
        return new ErrorRow(status, code, List.of(folded), type, retryable, failover, wait, scope, advice);
    }

    public ErrorRow is(ErrorType newType) {
        return new ErrorRow(status, code, texts, newType, retryable, failover, wait, scope, advice);
    }

    /** Sets the advice, in a few words, which becomes the failure's reason. */
    public ErrorRow say(String newAdvice) {
        return new ErrorRow(status, code, texts, type, retryable, failover, wait, scope, newAdvice);
    }

    /** Forbids failover to another provider, overriding the type's default. */
    public ErrorRow noFailover() {
        return new ErrorRow(status, code, texts, type, retryable, false, wait, scope, advice);
    }

    /**
     * Allows failover to another provider, overriding the type's default: for a rejection by the vendor's software, such as of a
     * number that its numbering plan lacks, which another vendor may know better.
     */
    public ErrorRow allowFailover() {
        return new ErrorRow(status, code, texts, type, retryable, true, wait, scope, advice);
    }

    /** Forbids a retry at this provider, overriding the type's default. */
    public ErrorRow noRetry() {
        return new ErrorRow(status, code, texts, type, false, failover, wait, scope, advice);
    }

    /** Allows a retry at this provider only after a time that the vendor documents. */
    public ErrorRow retryAfter(Duration newWait) {
        return new ErrorRow(status, code, texts, type, true, failover, newWait, scope, advice);
    }

    /**
     * Sets the scope of the limit; {@link LimitScope#ACCOUNT} by default. A limit of one recipient or sender leaves the
     * provider in use for others.
     */
    public ErrorRow scope(LimitScope newScope) {
        return new ErrorRow(status, code, texts, type, retryable, failover, wait, newScope, advice);
    }

    /**
     * Whether this status alone proves that nothing was done. A 408, a 499 and a 5xx don't, because proxies return them
     * at any time.
     */
    static boolean isCertainRejection(int status) {
        return status >= 400 && status < 500 && !isFromProxies(status);
    }

    /** 408 and nginx's 499: proxies and gateways return them for a request that they forwarded. */
    private static boolean isFromProxies(int status) {
        return status == 408 || status == 499;
    }

    /**
     * Rejects a row that would make a 408 or a 5xx without a code a certain rejection.
     *
     * @throws IllegalArgumentException if it's such a row
     */
    void check() {
        if ((isFromProxies(status) || status >= 500) && code == null) {
            throw new IllegalArgumentException("the row for HTTP " + status
                    + " has no code: proxies return this status after the vendor received the message, so it's a rejection"
                    + " only with a code that the vendor documents for it, as in status(" + status
                    + ").withCode(\"…\"); leave the row out if there is none");
        }
    }

    /** Whether it's about a limit of one recipient or sender, in any 4xx. */
    boolean isNarrow() {
        return scope != LimitScope.ACCOUNT && status == 0;
    }

    /** The vendor's code that the row requires; empty if it requires none. */
    Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The pieces of text that the row requires; empty if it requires none. */
    String texts() {
        return String.join(" ", texts);
    }

    /**
     * Whether this row matches a response, a failed message or a report.
     *
     * @param httpStatus the HTTP status; 0 for a message that failed inside a 2xx, or a report
     */
    boolean matches(int httpStatus, @Nullable String givenCode, ErrorText text) {
        boolean statusMatches = status == 0 ? httpStatus == 0 || isCertainRejection(httpStatus) : status == httpStatus;
        return statusMatches
                && (code == null || code.equalsIgnoreCase(givenCode))
                && texts.stream().allMatch(text::contains);
    }

    /**
     * The failure for this row. An opt-out in text that also describes an outage is the name of what failed, so it
     * isn't one.
     */
    Failure.Builder failure(ErrorText text, String fallbackReason) {
        if (type == ErrorType.OPTED_OUT && code == null && text.describesOutage()) {
            return Failure.builder(ErrorType.OTHER, fallbackReason);
        }
        Failure.Builder failure = Failure.builder(type, advice.isEmpty() ? fallbackReason : advice);
        if (retryable != null) {
            failure.retryable(retryable);
        }
        if (failover != null) {
            failure.failover(failover);
        }
        return failure.retryAfter(wait).scope(scope);
    }
}
