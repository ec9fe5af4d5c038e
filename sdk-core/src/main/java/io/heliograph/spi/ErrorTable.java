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

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's errors as rows, the first that matches decides; below them, what HTTP itself says.
 *
 * <p>Rows say what a certain no is about. Only a row with an HTTP status and a code makes a certain no of a 408 or a 5xx; the
 * vendor's prose never does, because proxies and databases use the same words. Immutable and thread-safe.
 */
public final class ErrorTable {
    private static final Pattern CODE = Pattern.compile("(?!.*[0-9]{7})[A-Za-z0-9_.-]{1,40}");

    private static final int CONFLICT = 409;

    private final Clock clock = Clock.systemUTC();
    private final List<ErrorRow> rows;

    private ErrorTable(List<ErrorRow> rows) {
        this.rows = rows;
    }

    /**
     * A table of these rows.
     *
     * @throws IllegalArgumentException if a row is for a 408 or a 5xx and has no code
     */
    public static ErrorTable of(ErrorRow... rows) {
        List<ErrorRow> table = List.of(rows);
        table.forEach(ErrorRow::check);
        return new ErrorTable(table);
    }

    /** The prose that its rows look for, one text for each row that looks for some; the test kit sends them where they must not count. */
    public List<String> texts() {
        return rows.stream()
                .map(ErrorRow::texts)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The vendor's codes that its rows look for; the test kit sends each, to see that none is tried again. */
    public List<String> codes() {
        return rows.stream().flatMap(row -> row.code().stream()).distinct().toList();
    }

    /**
     * What an answer that isn't a 2xx says about a send. That the vendor took this key earlier is no refusal: an earlier try
     * may have become the SMS. So {@link ErrorType#DUPLICATE} is unclear, and so is a 409 that no row explains.
     *
     * @param code the vendor's code, where it gives one
     * @param text the vendor's prose, where it gives some
     * @param personal what must not be repeated: the number, the text; empty where that isn't known, and then nothing of
     *     the vendor's prose is
     */
    public SendResult result(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> personal) {
        Optional<Failure> refusal = refusal(response, code, text, personal);
        String duplicate = takenEarlier(response, code, text, refusal);
        if (duplicate != null) {
            return new SendResult.Unknown(duplicate);
        }
        return refusal.<SendResult>map(SendResult.Rejected::new)
                .orElseGet(
                        () -> new SendResult.Unknown("HTTP " + response.status() + quoted(response, text, personal)));
    }

    /** Why a refusal may be about an earlier try with the same key; null where it isn't. */
    private @Nullable String takenEarlier(
            HttpResponse response, @Nullable String code, @Nullable String text, Optional<Failure> refusal) {
        ErrorText prose = new ErrorText(text);
        boolean unexplained =
                response.status() == CONFLICT && rows.stream().noneMatch(row -> row.matches(CONFLICT, code, prose));
        return refusal.filter(failure -> unexplained || failure.type() == DUPLICATE)
                .map(Failure::reason)
                .orElse(null);
    }

    /** What an answer that isn't a 2xx refuses; empty where it doesn't say whether anything was done. */
    public Optional<Failure> refusal(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> personal) {
        String currentText = "HTTP " + response.status() + quoted(response, text, personal);
        Optional<Failure.Builder> byRow = row(response.status(), code, text, currentText);
        return byRow.or(() -> byStatus(response.status(), currentText))
                .map(refusal -> refusal.code(safe(code))
                        .vendorText(text)
                        .waitAtLeast(response.retryAfter(clock))
                        .build());
    }

    /** What to throw for an answer that isn't a 2xx to a question that changes nothing. */
    public SmsException exception(HttpResponse response, @Nullable String code, @Nullable String text) {
        Failure failure = refusal(response, code, text, List.of())
                .orElseGet(() ->
                        Failure.of(PROVIDER_ERROR, "HTTP " + response.status() + quoted(response, text, List.of())));
        return SmsException.of(failure, List.of());
    }

    /**
     * What a 2xx says about a send where the vendor puts its refusals into it and not all of them are certain: refused where a
     * row with the vendor's code explains it, and unclear for every other code, for one without a row and for prose alone.
     * Leave codes such as "internal error" out of the table.
     *
     * @param code the vendor's code or status; null where it gives none
     * @param text the vendor's prose; null where it gives none
     * @param personal what must not be repeated, as in {@link #result}
     */
    public SendResult answerIn2xx(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> personal) {
        ErrorText prose = new ErrorText(text);
        String reason = "HTTP " + response.status() + " with the vendor's code "
                + (safe(code) == null ? "…" : safe(code)) + quoted(response, text, personal);
        return rows.stream()
                .filter(row -> row.code().isPresent())
                .filter(row -> row.matches(0, code, prose) || row.matches(response.status(), code, prose))
                .findFirst()
                .map(row -> row.refuse(prose, reason)
                        .code(safe(code))
                        .vendorText(text)
                        .waitAtLeast(response.retryAfter(clock))
                        .build())
                .filter(failure -> failure.type() != DUPLICATE)
                .<SendResult>map(SendResult.Rejected::new)
                .orElseGet(() -> new SendResult.Unknown(reason));
    }

    /**
     * What a message that failed inside a 2xx was refused for, also where no row says it: only for a vendor whose word for
     * "failed" is a certain no by itself. {@link #answerIn2xx} is for the others.
     */
    public Failure failure(HttpResponse response, @Nullable String code, @Nullable String text, List<String> personal) {
        String currentText = "it failed at the provider" + quoted(response, text, personal);
        return row(0, code, text, currentText)
                .orElseGet(() -> Failure.builder(OTHER, currentText))
                .code(safe(code))
                .vendorText(text)
                .build();
    }

    /** What a message failed for, as the vendor reports it later; nothing of its prose is repeated. */
    public Failure reported(@Nullable String code, @Nullable String text) {
        String currentText = "the vendor reports that it failed";
        return row(0, code, text, currentText)
                .orElseGet(() -> Failure.builder(OTHER, currentText))
                .code(safe(code))
                .vendorText(text)
                .build();
    }

    private Optional<Failure.Builder> row(
            int status, @Nullable String code, @Nullable String text, String currentText) {
        ErrorText prose = new ErrorText(text);
        return rows.stream()
                .filter(row -> row.matches(status, code, prose))
                .findFirst()
                .map(row -> row.refuse(prose, currentText));
    }

    private static Optional<Failure.Builder> byStatus(int status, String text) {
        ErrorType type = switch (status) {
            case 301, 302, 307, 308 -> CONFIGURATION; // it says "elsewhere", and did nothing here
            case 400, 411, 413, 414, 415, 422, 431 -> INVALID_REQUEST;
            case 401 -> AUTHENTICATION;
            case 402 -> INSUFFICIENT_CREDIT;
            case 403 -> PERMISSION;
            case 404, 405, 406, 407, 410, 426 -> CONFIGURATION; // no API here, or a proxy that wants a password
            case 421 -> UNREACHABLE; // RFC 9110, 15.5.20: the wrong server, which did nothing
            case 425, 429 -> RATE_LIMITED;
            default -> OTHER;
        };
        if (type != OTHER) {
            return Optional.of(Failure.builder(type, text));
        }
        // 408 stays unclear: proxies give it for a request that they had passed on.
        return ErrorRow.isCertainNo(status) ? Optional.of(Failure.builder(OTHER, text)) : Optional.empty();
    }

    /** A code is short and of one word; anything else may be a number or a text, and isn't repeated. */
    private static @Nullable String safe(@Nullable String code) {
        return code != null && CODE.matcher(code).matches() ? code : null;
    }

    private static String quoted(HttpResponse response, @Nullable String text, List<String> personal) {
        if (text == null || personal.isEmpty()) {
            return ""; // what can't be checked for the number and the text isn't repeated
        }
        String quote = response.quote(text, personal);
        return quote.isEmpty() ? "" : ": " + quote;
    }
}
