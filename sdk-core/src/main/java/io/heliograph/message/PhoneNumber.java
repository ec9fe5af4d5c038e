package io.heliograph.message;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in E.164: a plus and 7 to 15 digits, the first of them not 0.
 *
 * <p>Immutable and thread-safe. {@code toString} is masked, because it ends up in logs; {@link #e164()} is the number, as it
 * was given, and goes to vendors like that. Two are equal if they are of the same person, however they are spelled: by their
 * {@link #canonical()} number.
 */
public final class PhoneNumber {
    private static final int MAX_SHORT_CODE = 8;

    /** As many digits as a number has with its country code and, but for few, not without it. */
    private static final int MIN_WITH_CODE = 11;

    private static final int NORTH_AMERICA = 1;
    private static final String RIGHT = "it must be E.164: a + and 7 to 15 digits with the country code first";

    private final String e164;
    private final String canonical;

    /** Checks by itself, because what binds JSON may call it. */
    private PhoneNumber(String e164) {
        if (!CanonicalNumber.isE164(e164)) {
            throw new InvalidRequestException("phone number", "is " + ValueShape.of(e164) + "; " + RIGHT);
        }
        this.e164 = e164;
        canonical = CanonicalNumber.of(e164);
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
        if (!CanonicalNumber.isE164(e164)) {
            throw new InvalidRequestException(field, "is " + ValueShape.of(e164) + "; " + RIGHT);
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
            boolean possible = isPossible(util, number);
            boolean digitsOnly = !number.hasExtension() && input.chars().noneMatch(Character::isLetter);
            if (possible && digitsOnly && CanonicalNumber.isE164(e164)) {
                return new PhoneNumber(e164);
            }
        } catch (NumberParseException e) {
            // Its message may hold the number, so it is neither kept nor chained.
        }
        throw new InvalidRequestException(
                "phone number", "is " + ValueShape.of(input) + ", which is no possible number of " + country);
    }

    /**
     * Reads a number in a vendor's answer, which has its country code, and where the plus comes and goes; empty for anything
     * else. It may be written with blanks, dashes and marks that can't be seen, and as an address.
     */
    public static Optional<PhoneNumber> tryParse(@Nullable String vendorNumber) {
        String written = WrittenNumber.read(vendorNumber);
        if (written == null) {
            return Optional.empty();
        }
        String e164 = written.startsWith("+") ? written : "+" + written;
        return CanonicalNumber.isE164(e164) ? Optional.of(new PhoneNumber(e164)) : Optional.empty();
    }

    /** The same, where a vendor writes each number with its plus; empty for one without, whose country nobody knows. */
    public static Optional<PhoneNumber> findWithPlus(@Nullable String vendorNumber) {
        String written = WrittenNumber.read(vendorNumber);
        return written != null && written.startsWith("+") ? tryParse(written) : Optional.empty();
    }

    /**
     * The same, where somebody would be taken for another if it were wrong: a number without its plus counts only if it is a
     * valid one, or a possible one that is longer than numbers without their country code are.
     */
    public static Optional<PhoneNumber> findInternational(@Nullable String vendorNumber) {
        String written = WrittenNumber.read(vendorNumber);
        Optional<PhoneNumber> number = tryParse(written);
        if (number.isEmpty() || written == null || written.startsWith("+")) {
            return number;
        }
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber read = util.parse("+" + written, null);
            boolean sure = util.isValidNumber(read) || (written.length() >= MIN_WITH_CODE && isPossible(util, read));
            return sure ? number : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a number that a vendor wrote as in a country, or with its plus. Empty for a short code, and for what could be of
     * another country: what lacks the trunk prefix that the country's numbers have, and is a number of another country with
     * its country code.
     *
     * @param region the country, as two letters of ISO 3166
     * @throws InvalidRequestException if the region isn't known
     */
    public static Optional<PhoneNumber> findNational(@Nullable String vendorNumber, String region) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        String country = knownRegion(util, region);
        String written = WrittenNumber.read(vendorNumber);
        if (written == null || written.startsWith("+")) {
            return tryParse(written);
        }
        try {
            Phonenumber.PhoneNumber number = util.parseAndKeepRawInput(written, country);
            // With the prefix for calls abroad or the country's own code it is as sure as with its plus
            boolean hasCode = number.getCountryCodeSource() != CountryCodeSource.FROM_DEFAULT_COUNTRY;
            if (hasCode) {
                return util.isValidNumber(number) ? found(util, number) : Optional.empty();
            }
            return national(util, number, written, country);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Reads what libphonenumber takes for a national number, without a country code. */
    private static Optional<PhoneNumber> national(
            PhoneNumberUtil util, Phonenumber.PhoneNumber number, String written, String country) {
        String trunk = util.getNddPrefixForRegion(country, true);
        if (trunk != null && !trunk.isEmpty() && number.getCountryCode() != NORTH_AMERICA) {
            if (!written.startsWith(trunk)) {
                return withoutTrunkPrefix(util, number, written);
            }
            // What is as short as a short code must be a number for sure; a longer one may be of a new prefix
            if (written.length() > MAX_SHORT_CODE && isPossible(util, number)) {
                return found(util, number);
            }
        }
        return util.isValidNumber(number) ? found(util, number) : Optional.empty();
    }

    /** Reads a number that should have a trunk prefix: one of this country, unless it can be one of another. */
    private static Optional<PhoneNumber> withoutTrunkPrefix(
            PhoneNumberUtil util, Phonenumber.PhoneNumber number, String written) {
        try {
            Phonenumber.PhoneNumber abroad = util.parse("+" + written, null);
            if (util.isValidNumber(abroad)) {
                return abroad.getCountryCode() == number.getCountryCode() ? found(util, abroad) : Optional.empty();
            }
        } catch (NumberParseException e) {
            // It begins with no country code, so it isn't of abroad
        }
        return util.isValidNumber(number) ? found(util, number) : Optional.empty();
    }

    private static boolean isPossible(PhoneNumberUtil util, Phonenumber.PhoneNumber number) {
        return util.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
    }

    private static Optional<PhoneNumber> found(PhoneNumberUtil util, Phonenumber.PhoneNumber number) {
        return tryParse(util.format(number, PhoneNumberFormat.E164));
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

    /** The number with its plus as it was given, for example {@code +66812345678}. */
    public String e164() {
        return e164;
    }

    /** The number without its plus. */
    public String digits() {
        return e164.substring(1);
    }

    /**
     * The one spelling of this person's number, for what is kept and compared: without a trunk prefix behind the country code
     * ({@code +66 0812345678}), with or without the digit that marks a mobile as the country's plan says today ({@code +52 1},
     * {@code +54 9}, Brazil's ninth digit), and by the new plan where a country has changed it (Benin, Ivory Coast, Vietnam).
     * It is this object where it is spelled like that.
     */
    public PhoneNumber canonical() {
        return canonical.equals(e164) ? this : new PhoneNumber(canonical);
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

    /** Whether it is a number of the same person, however it is spelled. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber number && canonical.equals(number.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /** The number with all but its first two and last two digits hidden, for example {@code +66…78}. */
    @Override
    public String toString() {
        return e164.substring(0, 3) + "…" + e164.substring(e164.length() - 2);
    }
}
