package io.heliograph.message;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who an SMS says it is from: a phone number, an alphanumeric name or a short code.
 *
 * <p>Immutable and thread-safe. Which senders an account may use is between the user and the vendor; this type knows
 * only their forms. {@code toString} masks a phone number.
 */
public final class Sender {
    /** The form of a sender. */
    public enum Kind {
        /** A phone number in E.164. */
        PHONE,
        /** A name of 1 to 11 printable ASCII characters with at least one that isn't a digit. */
        ALPHANUMERIC,
        /** A number of 3 to 8 digits that only works inside one country. */
        SHORT_CODE
    }

    private static final int LONGEST_NAME = 11;
    private static final int LONGEST_SHORT_CODE = 8;

    private final Kind kind;
    private final String value;

    private Sender(Kind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    /**
     * Takes a sender and finds out its kind: {@code +66812345678}, {@code ACME} or {@code 12345}.
     *
     * @throws InvalidRequestException if it is none of the three
     */
    public static Sender of(String value) {
        return of("from", value);
    }

    static Sender of(String field, String value) {
        if (value.startsWith("+")) {
            return new Sender(Kind.PHONE, PhoneNumber.of(field, value).e164());
        }
        boolean digitsOnly = value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (digitsOnly && value.length() >= 3 && value.length() <= LONGEST_SHORT_CODE) {
            return new Sender(Kind.SHORT_CODE, value);
        }
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!digitsOnly
                && printable
                && value.length() <= LONGEST_NAME
                && value.strip().equals(value)) {
            return new Sender(Kind.ALPHANUMERIC, value);
        }
        throw new InvalidRequestException(
                field,
                "is " + Shape.of(value) + "; it must be a phone number with its +, a short code of 3 to 8 digits, or a "
                        + "name of at most 11 printable ASCII characters that are not all digits");
    }

    /** Reads a sender in a vendor's answer, where a phone number may have lost its plus; empty for anything else. */
    public static Optional<Sender> find(@Nullable String vendorSender) {
        if (vendorSender == null || vendorSender.isEmpty()) {
            return Optional.empty();
        }
        Optional<PhoneNumber> number =
                vendorSender.length() > LONGEST_SHORT_CODE ? PhoneNumber.find(vendorSender) : Optional.empty();
        if (number.isPresent()) {
            return Optional.of(new Sender(Kind.PHONE, number.get().e164()));
        }
        try {
            return Optional.of(of(vendorSender));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    public Kind kind() {
        return kind;
    }

    /** The sender as it goes to the vendor; a phone number has its plus. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sender sender && kind == sender.kind && value.equals(sender.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, value);
    }

    @Override
    public String toString() {
        return kind == Kind.PHONE ? PhoneNumber.of(value).toString() : value;
    }
}
