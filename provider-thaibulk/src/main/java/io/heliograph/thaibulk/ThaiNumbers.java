package io.heliograph.thaibulk;

import io.heliograph.message.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The formats of a number at Me SMS: {@code 66XXXXXXXXX} in requests, {@code 66…} or {@code 0…} in responses. */
final class ThaiNumbers {
    private ThaiNumbers() {}

    /** Whether it has the vendor's format, which excludes fixed lines: they are one digit shorter and get no SMS. */
    static boolean isThai(PhoneNumber number) {
        return number.digits().matches("66[1-9][0-9]{8}");
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
