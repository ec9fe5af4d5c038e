package io.heliograph.spi;

import io.heliograph.message.ErrorType;
import io.heliograph.message.LimitScope;
import io.heliograph.message.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a vendor's error table: how the vendor says it, what it means here, and what to do. Immutable.
 *
 * <p>Rows read as a table: {@code text("unsubscribed").is(OPTED_OUT).say("…")}.
 */
public final class ErrorRow {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}_]+");

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
     * A row for the vendor's prose: all of these pieces stand in it, whatever their case; a hyphen and an underscore are as
     * good as a blank.
     */
    public static ErrorRow text(String... pieces) {
        return status(0).withText(pieces);
    }

    /** The same row, only where these pieces stand in the vendor's prose too. */
    public ErrorRow withText(String... pieces) {
        List<String> folded = List.of(pieces).stream().map(ErrorRow::fold).toList();
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

    boolean matches(int itsStatus, @Nullable String itsCode, @Nullable String itsText) {
        if (status != 0 && status != itsStatus) {
            return false;
        }
        if (code != null && !code.equals(itsCode)) {
            return false;
        }
        String folded = itsText == null ? "" : fold(itsText);
        return texts.stream().allMatch(folded::contains);
    }

    /** Prose as it is compared: in lower case, each run of blanks, hyphens and underscores as one blank. */
    static String fold(String text) {
        return SEPARATORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
    }

    Refusal.Builder refuse(String fallbackReason) {
        Refusal.Builder refusal = Refusal.builder(type, advice.isEmpty() ? fallbackReason : advice);
        if (retryable != null) {
            refusal.retryable(retryable);
        }
        if (failover != null) {
            refusal.failover(failover);
        }
        return refusal.retryAfter(wait).scope(scope);
    }
}
