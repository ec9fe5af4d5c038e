package io.heliograph.message;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in E.164: a plus and 7 to 15 digits, the first of them not 0.
 *
 * <p>Immutable and thread-safe. {@code toString} is masked, because it ends up in logs; {@link #e164()} is the number
 * as given, which vendors get. Two numbers are equal if their {@link #canonical()} numbers are, however they're
 * spelled.
 */
public final class PhoneNumber {
    private static final int MAX_SHORT_CODE = 8;

    /** Nearly all numbers of this length or more include their country code. */
    private static final int MIN_WITH_CODE = 11;

    private static final int NORTH_AMERICA = 1;
    private static final String EXPECTED = "it must be E.164: a + and 7 to 15 digits with the country code first";

    private final String e164;
    private final String canonical;

    /** Validates here as well, because JSON binding may call private constructors. */
    private PhoneNumber(String e164) {
        if (!CanonicalNumber.isE164(e164)) {
            throw new InvalidRequestException("phone number", "is " + ValueShape.of(e164) + "; " + EXPECTED);
        }
        this.e164 = e164;
        canonical = CanonicalNumber.of(e164);
    }

    /** The number with these digits, from {@link #asLong()}. */
    static PhoneNumber ofLong(long digits) {
        return new PhoneNumber("+" + digits);
    }

    /**
     * A number that is already in E.164.
     *
     * @throws InvalidRequestException if it isn't
     */
    public static PhoneNumber of(String e164) {
        return of("phone number", e164);
    }

    /** A number in E.164, with the field's name for the error. */
    static PhoneNumber of(String field, String e164) {
        if (!CanonicalNumber.isE164(e164)) {
            throw new InvalidRequestException(field, "is " + ValueShape.of(e164) + "; " + EXPECTED);
        }
        return new PhoneNumber(e164);
    }

    /**
     * Parses a number as people write it: national or international, with blanks, dashes and brackets.
     *
     * @param region the country of a national number, as an ISO 3166 code of two letters, for example {@code TH}
     * @throws InvalidRequestException if it isn't a possible number in that country, or the region isn't known
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
            // Not chained: its message may hold the number.
        }
        throw new InvalidRequestException(
                "phone number", "is " + ValueShape.of(input) + ", which is no possible number of " + country);
    }

    /**
     * Parses a number with its country code in a vendor's response, where the plus is optional; empty for anything
     * else. It may have blanks, dashes and invisible characters, or be an address.
     */
    public static Optional<PhoneNumber> tryParse(@Nullable String vendorNumber) {
        String written = WrittenNumber.read(vendorNumber);
        if (written == null) {
            return Optional.empty();
        }
        String e164 = written.startsWith("+") ? written : "+" + written;
        return CanonicalNumber.isE164(e164) ? Optional.of(new PhoneNumber(e164)) : Optional.empty();
    }

    /**
     * As {@link #tryParse}, for a vendor that writes each number with its plus; empty for a number without one, because
     * its country isn't known.
     */
    public static Optional<PhoneNumber> findWithPlus(@Nullable String vendorNumber) {
        String written = WrittenNumber.read(vendorNumber);
        return written != null && written.startsWith("+") ? tryParse(written) : Optional.empty();
    }

    /**
     * As {@link #tryParse}, where a wrong number would be taken for another person's. A number without its plus counts
     * only if it's valid, or possible and longer than numbers without a country code.
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
     * Parses a number that a vendor wrote in national form or with its plus. Empty for a short code, and for an
     * ambiguous number: one that lacks the country's trunk prefix and is also a number of another country with its
     * country code.
     *
     * @param region the country, as an ISO 3166 code of two letters
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
            // The international prefix or the country's own code is as certain as a plus
            boolean hasCode = number.getCountryCodeSource() != CountryCodeSource.FROM_DEFAULT_COUNTRY;
            if (hasCode) {
                return util.isValidNumber(number) ? found(util, number) : Optional.empty();
            }
            return national(util, number, written, country);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Accepts a number that libphonenumber parsed as national, without a country code. */
    private static Optional<PhoneNumber> national(
            PhoneNumberUtil util, Phonenumber.PhoneNumber number, String written, String country) {
        String trunk = util.getNddPrefixForRegion(country, true);
        if (trunk != null && !trunk.isEmpty() && number.getCountryCode() != NORTH_AMERICA) {
            if (!written.startsWith(trunk)) {
                return withoutTrunkPrefix(util, number, written);
            }
            // A number as short as a short code must be valid; a longer one may have a new prefix
            if (written.length() > MAX_SHORT_CODE && isPossible(util, number)) {
                return found(util, number);
            }
        }
        return util.isValidNumber(number) ? found(util, number) : Optional.empty();
    }

    /** Accepts a number that lacks its trunk prefix, unless it can be a number of another country. */
    private static Optional<PhoneNumber> withoutTrunkPrefix(
            PhoneNumberUtil util, Phonenumber.PhoneNumber number, String written) {
        try {
            Phonenumber.PhoneNumber abroad = util.parse("+" + written, null);
            if (util.isValidNumber(abroad)) {
                return abroad.getCountryCode() == number.getCountryCode() ? found(util, abroad) : Optional.empty();
            }
        } catch (NumberParseException e) {
            // No country code: not a number of another country
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
     * The region in upper case.
     *
     * @throws InvalidRequestException if the region isn't known
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

    /** The number as given, with its plus, for example {@code +66812345678}. */
    public String e164() {
        return e164;
    }

    /** The number without its plus. */
    public String digits() {
        return e164.substring(1);
    }

    /** The digits as one number, to store millions of them: there are at most 15, and the first isn't 0. */
    public long asLong() {
        long digits = 0;
        for (int i = 1; i < e164.length(); i++) {
            digits = digits * 10 + e164.charAt(i) - '0';
        }
        return digits;
    }

    /**
     * The canonical spelling of the number, for storing and comparing: without a trunk prefix after the country code
     * ({@code +66 0812345678}), with or without the mobile digit according to the country's current numbering plan
     * ({@code +52 1}, {@code +54 9}, Brazil's ninth digit), and by the new plan in countries that changed it (Benin,
     * Ivory Coast, Vietnam). It's this object if the number is canonical already.
     */
    public PhoneNumber canonical() {
        return canonical.equals(e164) ? this : new PhoneNumber(canonical);
    }

    /**
     * The country of the number, as an ISO 3166 code of two letters; empty for satellite and other shared calling
     * codes.
     */
    public Optional<String> country() {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        int code = Integer.parseInt(e164, 1, 1 + CanonicalNumber.callingCodeLength(e164), 10);
        List<String> regions = util.getRegionCodesForCountryCode(code);
        if (regions.size() == 1) { // most codes; parsing the number takes microseconds and kilobytes
            return country(regions.get(0));
        }
        try {
            Phonenumber.PhoneNumber number = util.parse(e164, null);
            String region = util.getRegionCodeForNumber(number);
            return country(region != null ? region : util.getRegionCodeForCountryCode(number.getCountryCode()));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Empty for the regions of shared codes and of none, which libphonenumber calls 001 and ZZ. */
    private static Optional<String> country(String region) {
        return region.length() == 2 && !region.equals("ZZ") ? Optional.of(region) : Optional.empty();
    }

    /** Whether both have the same {@link #canonical()} number. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber number && canonical.equals(number.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /** The number with only its first two and last two digits visible, for example {@code +66…78}. */
    @Override
    public String toString() {
        return e164.substring(0, 3) + "…" + e164.substring(e164.length() - 2);
    }
}
