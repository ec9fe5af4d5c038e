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
 * The numbers of one message, to be found again in an answer, where they stand as numbers, as hashes or as they were
 * encrypted, and in any order. Not thread-safe.
 */
final class RecipientMatcher {
    /** A hash stands for a number with its first half quarter: 16 of 64 digits. */
    private static final int HASH_DIGITS = 16;

    private final List<PhoneNumber> numbers;
    private final List<String> written;
    private @Nullable Map<String, PhoneNumber> forms;

    /**
     * Numbers and their forms.
     *
     * @param written each as it went out, in the same order
     */
    RecipientMatcher(List<PhoneNumber> numbers, List<String> written) {
        this.numbers = numbers;
        this.written = written;
    }

    List<PhoneNumber> all() {
        return numbers;
    }

    /** Whose place in an answer this is; null where it is none of them. */
    @Nullable
    PhoneNumber find(@Nullable String inAnswer) {
        if (inAnswer == null) {
            return null;
        }
        PhoneNumber plain = PhoneNumber.tryParse(inAnswer).orElse(null);
        int place = plain == null ? -1 : numbers.indexOf(plain); // however the server spells it
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
                forms.put(hash(numbers.get(i).canonical()), numbers.get(i)); // the server takes a trunk prefix away
                forms.put(written.get(i), numbers.get(i)); // the server puts a plus before an encrypted one at times
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
