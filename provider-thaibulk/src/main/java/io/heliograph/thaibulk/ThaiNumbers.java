package io.heliograph.thaibulk;

import io.heliograph.message.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The formats of a number at Me SMS: {@code 66XXXXXXXXX} in requests, {@code 66…} or {@code 0…} in responses. */
final class ThaiNumbers {
    private static final int LENGTH = 12;
    private static final long FIRST = 66_100_000_000L;
    private static final long LAST = 66_999_999_999L;

    private ThaiNumbers() {}

    /** Whether it has the vendor's format, which excludes fixed lines: they are one digit shorter and get no SMS. */
    static boolean isThai(PhoneNumber number) {
        String written = number.e164();
        return written.length() == LENGTH && written.startsWith("+66") && written.charAt(3) != '0';
    }

    /** As above, for the digits of a number. */
    static boolean isThai(long digits) {
        return digits >= FIRST && digits <= LAST;
    }

    /** Parses a number in a response, in any of the vendor's formats; empty for anything else. */
    static Optional<PhoneNumber> tryParse(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        String text = written.strip();
        if (text.matches("0[1-9][0-9]{8}")) {
            return PhoneNumber.tryParse("66" + text.substring(1));
        }
        return PhoneNumber.tryParse(text.replaceFirst("^\\+?660(?=[1-9][0-9]{8}$)", "66"));
    }
}
