package io.heliograph.spi;

import static io.heliograph.message.ErrorType.AUTHENTICATION;
import static io.heliograph.message.ErrorType.CONFIGURATION;
import static io.heliograph.message.ErrorType.DUPLICATE;
import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.OTHER;
import static io.heliograph.message.ErrorType.PERMISSION;
import static io.heliograph.message.ErrorType.PROVIDER_ERROR;
import static io.heliograph.message.ErrorType.RATE_LIMITED;
import static io.heliograph.message.ErrorType.UNREACHABLE;
import static io.heliograph.message.ErrorType.UNSUPPORTED;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's error table: the first matching row decides; without one, the HTTP status does.
 *
 * <p>Rows give a certain rejection its type. Only a row with an HTTP status and a code makes a 408 or a 5xx a certain
 * rejection; the vendor's error text never does, because proxies and databases use the same words. Immutable and
 * thread-safe.
 */
public final class ErrorTable {
    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final Clock clock = Clock.systemUTC();
    private final List<ErrorRow> rows;

    private ErrorTable(List<ErrorRow> rows) {
        this.rows = rows;
    }

    /**
     * Creates a table of these rows.
     *
     * @throws IllegalArgumentException if a row is for a 408 or a 5xx and has no code
     */
    public static ErrorTable of(ErrorRow... rows) {
        List<ErrorRow> table = List.of(rows);
        for (ErrorRow row : table) {
            row.check();
        }
        return new ErrorTable(table);
    }

    /**
     * The texts that rows require, one for each such row; the test kit sends them in responses where they mustn't
     * count.
     */
    public List<String> texts() {
        return rows.stream()
                .map(ErrorRow::texts)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The vendor's codes that rows require; the test kit sends each of them, to verify that there's no retry. */
    public List<String> codes() {
        return rows.stream().flatMap(row -> row.code().stream()).distinct().toList();
    }

    /**
     * The vendor's codes of rows for any 4xx whose limit is that of one recipient or sender; the test kit sends each of them, to
     * verify that others go on.
     */
    public List<String> narrowCodes() {
        return rows.stream()
                .filter(ErrorRow::isNarrow)
                .flatMap(row -> row.code().stream())
                .distinct()
                .toList();
    }

    /** The same of rows without a code, by the texts that they require. */
    public List<String> narrowTexts() {
        return rows.stream()
                .filter(ErrorRow::isNarrow)
                .filter(row -> row.code().isEmpty())
                .map(ErrorRow::texts)
                .toList();
    }

    /**
     * The result of a send whose response isn't a 2xx. A duplicate of an earlier request with this key isn't a
     * rejection, because the earlier attempt may have become the SMS. So {@link ErrorType#DUPLICATE} is unknown, and so
     * is a 409 that no row matches.
     *
     * @param code the vendor's code; null if there is none
     * @param text the vendor's error text; null if there is none
     * @param sensitiveValues values to redact, such as the number and the text; if empty, none of the vendor's error text is
     *     quoted
     */
    public SendResult result(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> sensitiveValues) {
        Optional<Failure> failure = refusal(response, code, text, sensitiveValues);
        String duplicate = duplicateReason(response, code, text, failure);
        if (duplicate != null) {
            return new SendResult.Unknown(duplicate);
        }
        return failure.<SendResult>map(SendResult.Rejected::new)
                .orElseGet(() ->
                        new SendResult.Unknown("HTTP " + response.status() + quoted(response, text, sensitiveValues)));
    }

    /** The reason if the failure may be about an earlier attempt with the same key; null otherwise. */
    private @Nullable String duplicateReason(
            HttpResponse response, @Nullable String code, @Nullable String text, Optional<Failure> failure) {
        ErrorText errorText = new ErrorText(text);
        boolean unexplained =
                response.status() == CONFLICT && rows.stream().noneMatch(row -> row.matches(CONFLICT, code, errorText));
        return failure.filter(rejection -> unexplained || rejection.type() == DUPLICATE)
                .map(Failure::reason)
                .orElse(null);
    }

    /** The failure in a response that isn't a 2xx; empty if whether anything was done is unknown. */
    public Optional<Failure> refusal(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> sensitiveValues) {
        String httpReason = "HTTP " + response.status() + quoted(response, text, sensitiveValues);
        Optional<Failure.Builder> byRow = row(response.status(), code, text, httpReason);
        return byRow.or(() -> byStatus(response.status(), httpReason))
                .map(failure -> failure.code(safe(response, code, sensitiveValues))
                        .vendorText(text)
                        .waitAtLeast(response.retryAfter(clock))
                        .build());
    }

    /**
     * The exception for a response that isn't a 2xx to a call that sends no SMS. A 501 says that the vendor doesn't offer
     * the call (RFC 9110, 15.6.2), so it did nothing.
     */
    public SmsException exception(HttpResponse response, @Nullable String code, @Nullable String text) {
        Failure failure = refusal(response, code, text, List.of()).orElseGet(() -> unexplained(response, code, text));
        return SmsException.of(failure, List.of());
    }

    private Failure unexplained(HttpResponse response, @Nullable String code, @Nullable String text) {
        boolean isNotOffered = response.status() == NOT_IMPLEMENTED;
        return failure(
                        response,
                        code,
                        text,
                        isNotOffered ? UNSUPPORTED : PROVIDER_ERROR,
                        isNotOffered ? "; the provider doesn't offer this, and nothing was changed" : "")
                .build();
    }

    /** The exception for a response after which it isn't known whether a change was made: it isn't retryable. */
    SmsException unknownChange(String provider, HttpResponse response, @Nullable String code, @Nullable String text) {
        Failure failure = failure(response, code, text, PROVIDER_ERROR, "; the change may have been made or not")
                .retryable(false)
                .build();
        return SmsException.of(failure.withReason(provider + ": " + failure.reason()), List.of());
    }

    private Failure.Builder failure(
            HttpResponse response, @Nullable String code, @Nullable String text, ErrorType type, String ending) {
        return Failure.builder(type, "HTTP " + response.status() + quoted(response, text, List.of()) + ending)
                .code(safe(response, code, List.of()))
                .vendorText(text)
                .waitAtLeast(response.retryAfter(clock));
    }

    /**
     * The result of a send whose 2xx response contains an error, for a vendor not all of whose errors are certain
     * rejections: rejected if a row with the vendor's code matches, and unknown for any other code, or text alone.
     * Leave codes such as "internal error" out of the table.
     *
     * @param code the vendor's code or status; null if there is none
     * @param text the vendor's error text; null if there is none
     * @param sensitiveValues values to redact, as in {@link #result}
     */
    public SendResult resultIn2xx(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> sensitiveValues) {
        ErrorText errorText = new ErrorText(text);
        String safeCode = safe(response, code, sensitiveValues);
        String reason = "HTTP " + response.status() + " with the vendor's code " + (safeCode == null ? "…" : safeCode)
                + quoted(response, text, sensitiveValues);
        return rows.stream()
                .filter(row -> row.code().isPresent())
                .filter(row -> row.matches(0, code, errorText) || row.matches(response.status(), code, errorText))
                .findFirst()
                .map(row -> row.failure(errorText, reason)
                        .code(safeCode)
                        .vendorText(text)
                        .waitAtLeast(response.retryAfter(clock))
                        .build())
                .filter(failure -> failure.type() != DUPLICATE)
                .<SendResult>map(SendResult.Rejected::new)
                .orElseGet(() -> new SendResult.Unknown(reason));
    }

    /**
     * The failure of a message that failed inside a 2xx, even if no row matches: only for a vendor whose word for
     * "failed" is always a certain rejection. For others use {@link #resultIn2xx}.
     */
    public Failure failure(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> sensitiveValues) {
        String fallbackReason = "it failed at the provider" + quoted(response, text, sensitiveValues);
        return row(0, code, text, fallbackReason)
                .orElseGet(() -> Failure.builder(OTHER, fallbackReason))
                .code(safe(response, code, sensitiveValues))
                .vendorText(text)
                .build();
    }

    /** The failure of a message in a vendor's later report; none of its error text is quoted. */
    public Failure reported(@Nullable String code, @Nullable String text) {
        String fallbackReason = "the vendor reports that it failed";
        return row(0, code, text, fallbackReason)
                .orElseGet(() -> Failure.builder(OTHER, fallbackReason))
                .code(code)
                .vendorText(text)
                .build();
    }

    private Optional<Failure.Builder> row(
            int status, @Nullable String code, @Nullable String text, String fallbackReason) {
        ErrorText errorText = new ErrorText(text);
        return rows.stream()
                .filter(row -> row.matches(status, code, errorText))
                .findFirst()
                .map(row -> row.failure(errorText, fallbackReason));
    }

    private static Optional<Failure.Builder> byStatus(int status, String reason) {
        ErrorType type = switch (status) {
            case 301, 302, 307, 308 -> CONFIGURATION; // a redirect: nothing was done
            case 400, 411, 413, 414, 415, 422, 431 -> INVALID_REQUEST;
            case 401 -> AUTHENTICATION;
            case 402 -> INSUFFICIENT_CREDIT;
            case 403 -> PERMISSION;
            case 404, 405, 406, 407, 410, 426 -> CONFIGURATION; // not an API, or a proxy that requires a login
            case 421 -> UNREACHABLE; // RFC 9110, 15.5.20: misdirected request, nothing was done
            case 425, 429 -> RATE_LIMITED;
            default -> OTHER;
        };
        if (type != OTHER) {
            return Optional.of(Failure.builder(type, reason));
        }
        // 408 and 499 stay unknown: proxies return them for a request that they forwarded.
        return ErrorRow.isCertainRejection(status) ? Optional.of(Failure.builder(OTHER, reason)) : Optional.empty();
    }

    /** The code, unless it repeats a value of the request or a piece of a credential; one that a row names doesn't. */
    private @Nullable String safe(HttpResponse response, @Nullable String code, List<String> sensitiveValues) {
        if (code == null) {
            return null;
        }
        boolean isDocumented =
                rows.stream().anyMatch(row -> code.equalsIgnoreCase(row.code().orElse(null)));
        return isDocumented || response.isSafeCode(code, known(response, sensitiveValues)) ? code : null;
    }

    private static String quoted(HttpResponse response, @Nullable String text, List<String> sensitiveValues) {
        List<String> known = known(response, sensitiveValues);
        if (text == null || known.isEmpty()) {
            return ""; // text that can't be redacted isn't quoted
        }
        String quote = response.quote(text, known);
        return quote.isEmpty() ? "" : ": " + quote;
    }

    private static List<String> known(HttpResponse response, List<String> sensitiveValues) {
        return sensitiveValues.isEmpty() ? response.sensitiveValues() : sensitiveValues;
    }
}
