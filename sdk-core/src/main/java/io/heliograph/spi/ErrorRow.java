package io.heliograph.spi;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vendor's error table: how the vendor says it, what it means here, and what to do. Immutable.
 *
 * <p>Rows read as a table: {@code text("unsubscribed").is(OPTED_OUT).say("…")}.
 *
 * <p>A row without an HTTP status holds for a 4xx other than 408, and for a message that failed inside a 2xx. A 408 or a 5xx
 * comes from proxies too, after the vendor has got the message: only a row with that very status and a code refuses by it.
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

    /** A row for a code of the vendor's. */
    public static ErrorRow code(String code) {
        return new ErrorRow(0, code, List.of(), ErrorType.OTHER, null, null, null, LimitScope.ACCOUNT, "");
    }

    /**
     * A row for the vendor's prose: all of these pieces stand in it as whole words, whatever their case; a hyphen and an
     * underscore are as good as a blank.
     */
    public static ErrorRow text(String... pieces) {
        return status(0).withText(pieces);
    }

    /** The same row, only where the vendor gives this code too. */
    public ErrorRow withCode(String newCode) {
        return new ErrorRow(status, newCode, texts, type, retryable, failover, wait, scope, advice);
    }

    /** The same row, only where these pieces stand in the vendor's prose too. */
    public ErrorRow withText(String... pieces) {
        List<String> folded = List.of(pieces).stream().map(ErrorText::fold).toList();
        return new ErrorRow(status, code, folded, type, retryable, failover, wait, scope, advice);
    }

    public ErrorRow is(ErrorType newType) {
        return new ErrorRow(status, code, texts, newType, retryable, failover, wait, scope, advice);
    }

    /** What to do about it, in a few words. */
    public ErrorRow say(String newAdvice) {
        return new ErrorRow(status, code, texts, type, retryable, failover, wait, scope, newAdvice);
    }

    /** No other provider is asked, against the type's own answer. */
    public ErrorRow noFailover() {
        return new ErrorRow(status, code, texts, type, retryable, false, wait, scope, advice);
    }

    /** Not to be tried again at this provider, against the type's own answer. */
    public ErrorRow noRetry() {
        return new ErrorRow(status, code, texts, type, false, failover, wait, scope, advice);
    }

    /** To be tried again at this provider only after a time that the vendor documents. */
    public ErrorRow retryAfter(Duration newWait) {
        return new ErrorRow(status, code, texts, type, true, failover, newWait, scope, advice);
    }

    /**
     * For whom the limit holds that the row is of; for the whole account unless it says so. A limit of one recipient or
     * sender leaves the provider in use for everybody else.
     */
    public ErrorRow scope(LimitScope newScope) {
        return new ErrorRow(status, code, texts, type, retryable, failover, wait, newScope, advice);
    }

    /** Whether an answer with this status says by itself that nothing was done: proxies give a 408 and a 5xx at any time. */
    static boolean isCertainNo(int status) {
        return status >= 400 && status < 500 && !isOfProxies(status);
    }

    /** 408 and nginx's 499: proxies and gateways say so of a request that they had passed on. */
    private static boolean isOfProxies(int status) {
        return status == 408 || status == 499;
    }

    /**
     * Refuses a row that would make a certain no of a 408 or a 5xx without a code.
     *
     * @throws IllegalArgumentException if it is such a row
     */
    void check() {
        if ((isOfProxies(status) || status >= 500) && code == null) {
            throw new IllegalArgumentException("the row for HTTP " + status
                    + " has no code: proxies answer with this status after the vendor has got the message, so it refuses"
                    + " only by a code that the vendor documents with it, as in status(" + status
                    + ").withCode(\"…\"); leave the row out where there is none");
        }
    }

    /** The vendor's code by which it is found; empty where it goes without one. */
    Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The pieces of prose by which it is found; empty where it goes by a status or a code alone. */
    String texts() {
        return String.join(" ", texts);
    }

    /**
     * Whether an answer, a failed message or a report is what this row is about.
     *
     * @param answered the HTTP status; 0 for a message that failed inside a 2xx, or a report
     */
    boolean matches(int answered, @Nullable String givenCode, ErrorText prose) {
        boolean here = status == 0 ? answered == 0 || isCertainNo(answered) : status == answered;
        return here
                && (code == null || code.equalsIgnoreCase(givenCode))
                && texts.stream().allMatch(prose::holds);
    }

    /** A refusal for this row; in the vendor's prose alone, an opt-out beside a fault is the name of what failed. */
    Failure.Builder refuse(ErrorText prose, String fallbackReason) {
        if (type == ErrorType.OPTED_OUT && code == null && prose.tellsOfFault()) {
            return Failure.builder(ErrorType.OTHER, fallbackReason);
        }
        Failure.Builder refusal = Failure.builder(type, advice.isEmpty() ? fallbackReason : advice);
        if (retryable != null) {
            refusal.retryable(retryable);
        }
        if (failover != null) {
            refusal.failover(failover);
        }
        return refusal.retryAfter(wait).scope(scope);
    }
}
