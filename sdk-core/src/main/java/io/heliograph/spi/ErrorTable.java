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
import io.heliograph.http.HttpReply;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
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
    public Answer answer(HttpReply reply, @Nullable String code, @Nullable String text, List<String> personal) {
        Optional<Refusal> refusal = refusal(reply, code, text, personal);
        String duplicate = takenEarlier(reply, code, text, refusal);
        if (duplicate != null) {
            return new Answer.Unclear(duplicate);
        }
        return refusal.<Answer>map(Answer.Refused::new)
                .orElseGet(() -> new Answer.Unclear("HTTP " + reply.status() + quoted(reply, text, personal)));
    }

    /** Why a refusal may be about an earlier try with the same key; null where it isn't. */
    private @Nullable String takenEarlier(
            HttpReply reply, @Nullable String code, @Nullable String text, Optional<Refusal> refusal) {
        Prose prose = new Prose(text);
        boolean unexplained =
                reply.status() == CONFLICT && rows.stream().noneMatch(row -> row.matches(CONFLICT, code, prose));
        return refusal.filter(why -> unexplained || why.type() == DUPLICATE)
                .map(Refusal::reason)
                .orElse(null);
    }

    /** What an answer that isn't a 2xx refuses; empty where it doesn't say whether anything was done. */
    public Optional<Refusal> refusal(
            HttpReply reply, @Nullable String code, @Nullable String text, List<String> personal) {
        String said = "HTTP " + reply.status() + quoted(reply, text, personal);
        Optional<Refusal.Builder> byRow = row(reply.status(), code, text, said);
        return byRow.or(() -> byStatus(reply.status(), said))
                .map(refusal -> refusal.code(safe(code))
                        .vendorText(text)
                        .waitAtLeast(reply.retryAfter(clock))
                        .build());
    }

    /** What to throw for an answer that isn't a 2xx to a question that changes nothing. */
    public SmsException exception(HttpReply reply, @Nullable String code, @Nullable String text) {
        Refusal refusal = refusal(reply, code, text, List.of())
                .orElseGet(() -> Refusal.of(PROVIDER_ERROR, "HTTP " + reply.status() + quoted(reply, text, List.of())));
        return SmsException.of(refusal, List.of());
    }

    /**
     * What a 2xx says about a send where the vendor puts its refusals into it and not all of them are certain: refused where a
     * row with the vendor's code explains it, and unclear for every other code, for one without a row and for prose alone.
     * Leave codes such as "internal error" out of the table.
     *
     * @param code the vendor's code or status; null where it gives none
     * @param text the vendor's prose; null where it gives none
     * @param personal what must not be repeated, as in {@link #answer}
     */
    public Answer answerIn2xx(HttpReply reply, @Nullable String code, @Nullable String text, List<String> personal) {
        Prose prose = new Prose(text);
        String reason = "HTTP " + reply.status() + " with the vendor's code " + (safe(code) == null ? "…" : safe(code))
                + quoted(reply, text, personal);
        return rows.stream()
                .filter(row -> row.code().isPresent())
                .filter(row -> row.matches(0, code, prose) || row.matches(reply.status(), code, prose))
                .findFirst()
                .map(row -> row.refuse(prose, reason)
                        .code(safe(code))
                        .vendorText(text)
                        .waitAtLeast(reply.retryAfter(clock))
                        .build())
                .filter(refusal -> refusal.type() != DUPLICATE)
                .<Answer>map(Answer.Refused::new)
                .orElseGet(() -> new Answer.Unclear(reason));
    }

    /**
     * What a message that failed inside a 2xx was refused for, also where no row says it: only for a vendor whose word for
     * "failed" is a certain no by itself. {@link #answerIn2xx} is for the others.
     */
    public Refusal failure(HttpReply reply, @Nullable String code, @Nullable String text, List<String> personal) {
        String said = "it failed at the provider" + quoted(reply, text, personal);
        return row(0, code, text, said)
                .orElseGet(() -> Refusal.builder(OTHER, said))
                .code(safe(code))
                .vendorText(text)
                .build();
    }

    /** What a message failed for, as the vendor reports it later; nothing of its prose is repeated. */
    public Refusal reported(@Nullable String code, @Nullable String text) {
        String said = "the vendor reports that it failed";
        return row(0, code, text, said)
                .orElseGet(() -> Refusal.builder(OTHER, said))
                .code(safe(code))
                .vendorText(text)
                .build();
    }

    private Optional<Refusal.Builder> row(int status, @Nullable String code, @Nullable String text, String said) {
        Prose prose = new Prose(text);
        return rows.stream()
                .filter(row -> row.matches(status, code, prose))
                .findFirst()
                .map(row -> row.refuse(prose, said));
    }

    private static Optional<Refusal.Builder> byStatus(int status, String said) {
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
            return Optional.of(Refusal.builder(type, said));
        }
        // 408 stays unclear: proxies give it for a request that they had passed on.
        return ErrorRow.isCertainNo(status) ? Optional.of(Refusal.builder(OTHER, said)) : Optional.empty();
    }

    /** A code is short and of one word; anything else may be a number or a text, and isn't repeated. */
    private static @Nullable String safe(@Nullable String code) {
        return code != null && CODE.matcher(code).matches() ? code : null;
    }

    private static String quoted(HttpReply reply, @Nullable String text, List<String> personal) {
        if (text == null || personal.isEmpty()) {
            return ""; // what can't be checked for the number and the text isn't repeated
        }
        String quote = reply.quote(text, personal);
        return quote.isEmpty() ? "" : ": " + quote;
    }
}
