package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import io.heliograph.testing.Property;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhoneNumberCountryTest {
    @Test
    void it_is_the_country_that_libphonenumber_finds_in_the_whole_number() {
        Set<Optional<String>> found = new HashSet<>();
        Property.check(5_000, random -> {
            String e164 = number(random);

            Optional<String> country = PhoneNumber.of(e164).country();

            assertThat(country).as(e164).isEqualTo(byLibphonenumber(e164));
            found.add(country);
        });
        assertThat(found).hasSizeGreaterThan(100).contains(Optional.empty());
    }

    private static String number(Random random) {
        StringBuilder number = new StringBuilder("+").append(1 + random.nextInt(9));
        for (int digits = 6 + random.nextInt(9); digits > 0; digits--) {
            number.append(random.nextInt(10));
        }
        return number.toString();
    }

    private static Optional<String> byLibphonenumber(String e164) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = util.parse(e164, null);
            String region = util.getRegionCodeForNumber(number);
            String country = region != null ? region : util.getRegionCodeForCountryCode(number.getCountryCode());
            return Optional.of(country).filter(code -> code.length() == 2 && !code.equals("ZZ"));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
