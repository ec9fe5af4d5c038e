package io.heliograph.message;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in E.164: a plus and 7 to 15 digits, the first of them not 0.
 *
 * <p>Immutable and thread-safe. {@code toString} is masked, because it ends up in logs; {@link #e164()} is the number.
 */
public final class PhoneNumber {
    private static final Pattern WRITTEN = Pattern.compile("[(0-9][0-9 ().-]{1,24}");
    private static final int LONGEST_SHORT_CODE = 8;
    private static final String RIGHT = "it must be E.164: a + and 7 to 15 digits with the country code first";

    private final String e164;

    private PhoneNumber(String e164) {
        this.e164 = e164;
    }

    /**
     * Takes a number that is already in E.164.
     *
     * @throws InvalidRequestException if it isn't
     */
    public static PhoneNumber of(String e164) {
        return of("phone number", e164);
    }

    /** Takes a number in E.164 that the caller knows under the name of a field. */
    static PhoneNumber of(String field, String e164) {
        if (!isE164(e164)) {
            throw new InvalidRequestException(field, "is " + Shape.of(e164) + "; " + RIGHT);
        }
        return new PhoneNumber(e164);
    }

    /**
     * Reads a number as people write it, with blanks, dashes and brackets, national or international.
     *
     * @param region the country that a national number belongs to, as two letters of ISO 3166, for example {@code TH}
     * @throws InvalidRequestException if it isn't a possible number of that country, or the region isn't known
     */
    public static PhoneNumber parse(String input, String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        String country = knownRegion(util, region);
        try {
            Phonenumber.PhoneNumber number = util.parse(input, country);
            String e164 = util.format(number, PhoneNumberFormat.E164);
            boolean possible = util.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            boolean digitsOnly = !number.hasExtension() && input.chars().noneMatch(Character::isLetter);
            if (possible && digitsOnly && isE164(e164)) {
                return new PhoneNumber(e164);
            }
        } catch (NumberParseException e) {
            // Its message may hold the number, so it is neither kept nor chained.
        }
        throw new InvalidRequestException(
                "phone number", "is " + Shape.of(input) + ", which is no possible number of " + country);
    }

    /** Reads a number in a vendor's answer, where the plus comes and goes; empty for anything else. */
    public static Optional<PhoneNumber> find(@Nullable String vendorNumber) {
        if (vendorNumber == null) {
            return Optional.empty();
        }
        String e164 = vendorNumber.startsWith("+") ? vendorNumber : "+" + vendorNumber;
        return isE164(e164) ? Optional.of(new PhoneNumber(e164)) : Optional.empty();
    }

    private static boolean isE164(String value) {
        int digits = value.length() - 1;
        if (digits < 7 || digits > 15 || value.charAt(0) != '+' || value.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a number in a vendor's answer that was written as in a country; empty for a short code and anything else.
     *
     * @param region the country, as two letters of ISO 3166
     * @throws InvalidRequestException if the region isn't known
     */
    public static Optional<PhoneNumber> findNational(@Nullable String vendorNumber, String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        String country = knownRegion(util, region);
        if (vendorNumber == null || !WRITTEN.matcher(vendorNumber).matches()) {
            return Optional.empty();
        }
        try {
            Phonenumber.PhoneNumber number = util.parse(vendorNumber, country);
            // What is as short as a short code must be a number for sure; a longer one may be of a new prefix
            boolean itsNumber = vendorNumber.length() > LONGEST_SHORT_CODE
                    ? util.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    : util.isValidNumber(number);
            return itsNumber ? find(util.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The region in capitals.
     *
     * @throws InvalidRequestException if there is none like it
     */
    public static String region(String region) {
        return knownRegion(PhoneNumberUtil.getInstance(), region);
    }

    private static String knownRegion(PhoneNumberUtil util, String region) {
        String country = region.toUpperCase(Locale.ROOT);
        if (!util.getSupportedRegions().contains(country)) {
            throw new InvalidRequestException("region", "isn't a known country; it must be two letters such as TH");
        }
        return country;
    }

    /** The number with its plus, for example {@code +66812345678}. */
    public String e164() {
        return e164;
    }

    /** The number without its plus. */
    public String digits() {
        return e164.substring(1);
    }

    /** The country that the number belongs to, as two letters of ISO 3166; empty for satellite and other shared codes. */
    public Optional<String> country() {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = util.parse(e164, null);
            String region = util.getRegionCodeForNumber(number);
            String country = region != null ? region : util.getRegionCodeForCountryCode(number.getCountryCode());
            return country.length() == 2 && !country.equals("ZZ") ? Optional.of(country) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber number && e164.equals(number.e164);
    }

    @Override
    public int hashCode() {
        return e164.hashCode();
    }

    /** The number with all but its first two and last two digits hidden, for example {@code +66…78}. */
    @Override
    public String toString() {
        return e164.substring(0, 3) + "…" + e164.substring(e164.length() - 2);
    }
}
