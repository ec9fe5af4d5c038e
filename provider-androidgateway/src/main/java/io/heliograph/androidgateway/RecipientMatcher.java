package io.heliograph.androidgateway;

import io.heliograph.message.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Matches the recipients in a response with the numbers of a message. The response has them in any order, and plain, hashed
 * or encrypted. Not thread-safe.
 */
final class RecipientMatcher {
    /** The gateway truncates the SHA-256 of a number to 16 of its 64 hex digits. */
    private static final int HASH_DIGITS = 16;

    private final List<PhoneNumber> numbers;
    private final List<String> written;
    private @Nullable Map<String, PhoneNumber> forms;

    /**
     * Creates a matcher.
     *
     * @param written each number in the form that the request has, in the same order
     */
    RecipientMatcher(List<PhoneNumber> numbers, List<String> written) {
        this.numbers = numbers;
        this.written = written;
    }

    List<PhoneNumber> all() {
        return numbers;
    }

    /** The number of a recipient in a response; null if it is none of the message's. */
    @Nullable
    PhoneNumber find(@Nullable String inAnswer) {
        if (inAnswer == null) {
            return null;
        }
        PhoneNumber plain = PhoneNumber.tryParse(inAnswer).orElse(null);
        int place = plain == null ? -1 : numbers.indexOf(plain); // in any spelling
        if (place >= 0) {
            return numbers.get(place);
        }
        return forms().get(inAnswer.startsWith("+") ? inAnswer.substring(1) : inAnswer);
    }

    private Map<String, PhoneNumber> forms() {
        if (forms == null) {
            forms = new HashMap<>();
            for (int i = 0; i < numbers.size(); i++) {
                forms.put(hash(numbers.get(i)), numbers.get(i));
                forms.put(hash(numbers.get(i).canonical()), numbers.get(i)); // the server removes a trunk prefix
                forms.put(written.get(i), numbers.get(i)); // the server adds a plus to some encrypted numbers
            }
        }
        return forms;
    }

    private static String hash(PhoneNumber number) {
        return sha256(number.e164()).substring(0, HASH_DIGITS);
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
