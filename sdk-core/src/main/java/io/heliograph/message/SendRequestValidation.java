package io.heliograph.message;

import io.heliograph.text.TextValidation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The checks of a request's fields, without I/O. */
final class SendRequestValidation {
    static final int MAX_TEXT = 255 * 153;
    static final int MAX_TAG = 255;

    private SendRequestValidation() {}

    static String text(String text) {
        if (text.length() > MAX_TEXT) {
            throw new InvalidRequestException(
                    "text", "has " + text.length() + " characters; an SMS of 255 segments holds at most " + MAX_TEXT);
        }
        checkCharacters("text", text);
        if (!text.isEmpty() && TextValidation.isBlank(text)) {
            throw new InvalidRequestException(
                    "text", "shows nothing: it has white space or invisible characters only; give it a word");
        }
        return text;
    }

    static String tag(String tag) {
        if (tag.isBlank()) {
            throw new InvalidRequestException("tag", "is blank; leave it out or give it a value");
        }
        if (tag.length() > MAX_TAG) {
            throw new InvalidRequestException(
                    "tag", "has " + tag.length() + " characters; it may have at most " + MAX_TAG);
        }
        if (tag.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException("tag", "has a control character; vendors change or drop those");
        }
        checkCharacters("tag", tag);
        return tag;
    }

    static void validity(@Nullable Duration validity, Violations violations) {
        if (validity != null
                && (validity.toSeconds() < 1 || !validity.equals(Duration.ofSeconds(validity.toSeconds())))) {
            violations.add("validity", "isn't a whole number of seconds above 0");
        }
    }

    static void deadline(@Nullable Duration deadline, Violations violations) {
        if (deadline != null && (deadline.isZero() || deadline.isNegative())) {
            violations.add("deadline", "isn't more than 0");
        }
    }

    private static void checkCharacters(String field, String value) {
        TextValidation.problem(value).ifPresent(problem -> {
            throw new InvalidRequestException(field, problem);
        });
    }

    static URI httpUrl(String field, String value) {
        try {
            URI url = new URI(value);
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (isHttp && url.getRawAuthority() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Not chained: its message holds the URL, which may hold a token.
        }
        throw new InvalidRequestException(field, "isn't an absolute http or https URL");
    }
}
