package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All spellings of a person's number have one canonical number, and no two people share one. */
class CanonicalNumberTest {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    /** The example numbers of every country and type that libphonenumber knows. */
    private static Set<String> examples() {
        Set<String> all = new TreeSet<>();
        for (String region : UTIL.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                Phonenumber.PhoneNumber example = UTIL.getExampleNumberForType(region, type);
                String e164 = example == null ? "" : UTIL.format(example, PhoneNumberFormat.E164);
                if (!e164.isEmpty() && CanonicalNumber.isE164(e164)) {
                    all.add(e164);
                }
            }
        }
        return all;
    }

    private static boolean isValid(String e164) {
        try {
            return UTIL.isValidNumber(UTIL.parse(e164, null));
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** Variants of an example: digits after the first five changed, one digit more or fewer, and one inserted. */
    private static String varied(String example, Random random) {
        StringBuilder digits = new StringBuilder(example.substring(1));
        int code = CanonicalNumber.callingCodeLength(example);
        for (int i = random.nextInt(3); i > 0; i--) {
            digits.setCharAt(code + random.nextInt(digits.length() - code), (char) ('0' + random.nextInt(10)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            digits.insert(code, "0189".charAt(random.nextInt(4)));
        }
        String varied = "+" + digits;
        return CanonicalNumber.isE164(varied) ? varied : example;
    }

    @ParameterizedTest
    @CsvSource({
        // a trunk prefix after the country code
        "+660812345678, +66812345678",
        "+6600812345678, +66812345678",
        "+4407911123456, +447911123456",
        "+49015123456789, +4915123456789",
        "+112025550123, +12025550123",
        "+789161234567, +79161234567",
        "+3606201234567, +36201234567",
        "+360201234567, +36201234567",
        "+37086123456 7, +37061234567",
        "+375802912345 67, +375291234567",
        "+880 01712345678, +8801712345678",
        "+390 3331234567, +393331234567",
        "+480512345678, +48512345678",
        // the optional digit of mobile numbers
        "+5215512345678, +525512345678",
        "+520445512345678, +525512345678",
        "+520455512345678, +525512345678",
        "+52015512345678, +525512345678",
        "+541123456789, +5491123456789",
        "+54111523456789, +5491123456789",
        "+54091123456789, +5491123456789",
        "+543511234567, +5493511234567",
        "+551187654321, +5511987654321",
        "+556281234567, +5562981234567",
        "+55011987654321, +5511987654321",
        "+55015 1187654321, +5511987654321",
        "+5590 1187654321, +5511987654321",
        "+55011 87654321, +5511987654321",
        // changed numbering plans
        "+22997123456, +2290197123456",
        "+22507123456, +2250707123456",
        "+22545123456, +2250545123456",
        "+22502123456, +2250102123456",
        "+841212345678, +84792345678",
        "+841691234567, +84391234567",
        "+841861234567, +84561234567",
        "+8401212345678, +84792345678"
    })
    void another_spelling_is_of_the_same_person(String spelled, String canonical) {
        PhoneNumber number = PhoneNumber.of(spelled.replace(" ", ""));

        assertThat(number.canonical().e164()).isEqualTo(canonical);
        assertThat(number).isEqualTo(PhoneNumber.of(canonical)).hasSameHashCodeAs(PhoneNumber.of(canonical));
        assertThat(number.e164()).as("goes out as it was given").isEqualTo(spelled.replace(" ", ""));
        assertThat(Sender.of(number.e164())).isEqualTo(Sender.of(canonical)).hasSameHashCodeAs(Sender.of(canonical));
        assertThat(Sender.of(number.e164()).canonical().value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+66812345678",
                "+390212345678", // Milan: the 0 is part of it
                "+390331234567",
                "+2250707123456",
                "+2290197123456",
                "+242061234567",
                "+5491123456789",
                "+5511987654321",
                "+551123456789", // a fixed line never got a ninth digit
                "+525512345678",
                "+22527212345", // not in the mobile plan
                "+84912345678",
                "+78001234567",
                "+12025550123",
                "+999123456789",
                "+1234567"
            })
    void what_is_spelled_right_is_the_same_object(String e164) {
        PhoneNumber number = PhoneNumber.of(e164);

        assertThat(number.canonical()).isSameAs(number);
        assertThat(Sender.of("ACME").canonical()).isEqualTo(Sender.of("ACME"));
    }

    @Test
    void no_two_valid_examples_of_the_world_are_one_person() {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        for (String example : examples()) {
            spellings
                    .computeIfAbsent(CanonicalNumber.of(example), text -> new ArrayList<>())
                    .add(example);
        }

        assertThat(spellings).hasSizeGreaterThan(500);
        // In Argentina ten digits identify one line, and libphonenumber uses the same ten for both of its examples
        assertThat(spellings.values().stream().filter(texts -> texts.size() > 1))
                .containsExactly(List.of("+541123456789", "+5491123456789"));
    }

    /** Valid numbers keep their spelling, except in countries with two spellings. */
    @Test
    void a_valid_number_is_folded_only_where_a_country_has_two_spellings() {
        Random random = new Random(4);
        List<String> examples = List.copyOf(examples());
        List<String> folded = new ArrayList<>();
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            String number = varied(examples.get(random.nextInt(examples.size())), random);
            if (isValid(number) && CanonicalNumber.of(number).equals(asLibphonenumber(number))) {
                valid++;
            } else if (isValid(number) && asLibphonenumber(number).equals(number)) {
                folded.add(number);
            }
        }
        assertThat(valid).isGreaterThan(2_500);
        // libphonenumber has numbers of a Brazilian trunked radio that ended in 2018: eight digits from 7 on
        assertThat(folded).allMatch(number -> number.matches("\\+54[123]\\d{9}|\\+55\\d\\d7\\d{7}"));
    }

    private static String asLibphonenumber(String number) {
        try {
            return UTIL.format(UTIL.parse(number, null), PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void folding_again_changes_nothing() {
        Random random = new Random(7);
        List<String> examples = List.copyOf(examples());
        for (int i = 0; i < 20_000; i++) {
            String number = varied(examples.get(random.nextInt(examples.size())), random);
            String canonical = CanonicalNumber.of(number);

            assertThat(CanonicalNumber.of(canonical)).as(number).isEqualTo(canonical);
            assertThat(CanonicalNumber.isE164(canonical)).as(number).isTrue();
        }
    }

    /** The quick check doesn't miss a trunk prefix that libphonenumber knows in any country. */
    @Test
    void every_trunk_prefix_that_libphonenumber_knows_is_folded() {
        List<String> overlooked = new ArrayList<>();
        int found = 0;
        for (String example : examples()) {
            int code = CanonicalNumber.callingCodeLength(example);
            for (int i = 0; i < 110; i++) {
                String prefix = i < 100 ? (i < 10 ? "0" + i : "" + i) : "" + (i - 100);
                String spelled = example.substring(0, code + 1) + prefix + example.substring(code + 1);
                if (CanonicalNumber.isE164(spelled) && asLibphonenumber(spelled).equals(example)) {
                    found++;
                    if (!CanonicalNumber.of(spelled).equals(CanonicalNumber.of(example))) {
                        overlooked.add(spelled + " of " + example);
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(400);
        assertThat(overlooked).isEmpty();
    }

    @Test
    void a_calling_code_is_as_long_as_it_is() {
        for (int code : UTIL.getSupportedCallingCodes()) {
            String number = "+" + code + "12345678";
            assertThat(CanonicalNumber.callingCodeLength(number)).as(number).isEqualTo(("" + code).length());
        }
    }
}
