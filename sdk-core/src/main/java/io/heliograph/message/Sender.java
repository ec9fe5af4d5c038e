package io.heliograph.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sender ID: a phone number, an alphanumeric name or a short code.
 *
 * <p>Immutable and thread-safe. This type checks only the form: which senders an account may use, the vendor decides.
 * {@code toString} masks a phone number.
 */
public final class Sender {
    /** The form of a sender. */
    public enum Kind {
        /** A phone number in E.164. */
        PHONE,
        /** A name of 1 to 11 printable ASCII characters with at least one that isn't a digit. */
        ALPHANUMERIC,
        /** A number of 3 to 8 digits that works in one country only. */
        SHORT_CODE
    }

    private static final int MAX_NAME = 11;
    private static final int MAX_SHORT_CODE = 8;
    private static final int MIN_NUMBER = 7;

    private final Kind kind;
    private final String value;

    /** Validates here as well, because JSON binding may call private constructors. */
    private Sender(String value) {
        this("from", value);
    }

    private Sender(String field, String value) {
        kind = kind(field, value);
        this.value = value;
    }

    /**
     * Parses a sender and determines its kind: {@code +66812345678}, {@code ACME} or {@code 12345}.
     *
     * @throws InvalidRequestException if it has none of the three forms
     */
    public static Sender of(String value) {
        return of("from", value);
    }

    static Sender of(String field, String value) {
        return new Sender(field, value);
    }

    private static Kind kind(String field, String value) {
        if (value.startsWith("+")) {
            PhoneNumber.of(field, value);
            return Kind.PHONE;
        }
        boolean digitsOnly = isDigits(value);
        if (digitsOnly && value.length() >= 3 && value.length() <= MAX_SHORT_CODE) {
            return Kind.SHORT_CODE;
        }
        boolean printable = AsciiText.isIn(value, ' ', '~');
        if (!digitsOnly
                && printable
                && value.length() <= MAX_NAME
                && value.strip().equals(value)) {
            return Kind.ALPHANUMERIC;
        }
        throw new InvalidRequestException(
                field,
                "is " + ValueShape.of(value)
                        + "; it must be a phone number with its +, a short code of 3 to 8 digits, or a "
                        + "name of at most 11 printable ASCII characters that aren't all digits");
    }

    private static boolean isDigits(String value) {
        return AsciiText.isIn(value, '0', '9');
    }

    /**
     * Parses a sender in a vendor's response, where a phone number may lack its plus and have blanks, dashes and
     * invisible characters; empty for anything else.
     */
    public static Optional<Sender> tryParse(@Nullable String vendorSender) {
        if (vendorSender == null || vendorSender.isEmpty()) {
            return Optional.empty();
        }
        String written = WrittenNumber.read(vendorSender);
        if (written == null) {
            return name(vendorSender);
        }
        boolean hasPlus = written.startsWith("+");
        if (hasPlus || written.length() > MAX_SHORT_CODE) {
            return PhoneNumber.tryParse(written).map(number -> new Sender(number.e164()));
        }
        // A short code has no dashes; a few digits with dashes are a name such as 7-11
        return isDigits(vendorSender) || written.length() < MIN_NUMBER ? name(vendorSender) : Optional.empty();
    }

    private static Optional<Sender> name(String vendorSender) {
        try {
            return Optional.of(new Sender(vendorSender));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    /** The same sender, with a phone number in its {@linkplain PhoneNumber#canonical() canonical} spelling. */
    public Sender canonical() {
        if (kind != Kind.PHONE) {
            return this;
        }
        String canonical = CanonicalNumber.of(value);
        return canonical.equals(value) ? this : new Sender(canonical);
    }

    public Kind kind() {
        return kind;
    }

    /** The sender as the vendor gets it; a phone number has its plus. */
    public String value() {
        return value;
    }

    /** Whether both are the same sender; phone numbers are compared by {@link PhoneNumber#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sender sender
                && kind == sender.kind
                && (value.equals(sender.value) || canonical().value.equals(sender.canonical().value));
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + canonical().value.hashCode();
    }

    @Override
    public String toString() {
        return kind == Kind.PHONE ? PhoneNumber.of(value).toString() : value;
    }
}
