package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testing.Nulls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+66812345678", "+123456789012345", "+999999999"})
    void a_plus_and_seven_to_fifteen_digits_are_taken_as_they_are(String e164) {
        assertThat(PhoneNumber.of(e164).e164()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                " ",
                "66812345678",
                "0812345678",
                "+0812345678",
                "+123456",
                "+1234567890123456",
                "++66812345678",
                "+66 81 234 5678",
                "+66-81-234-5678",
                "+66\u00a0812345678",
                "+๖๖๘๑๒๓๔๕๖๗๘",
                "+６６８１２３４５６７８",
                "\uff0b66812345678",
                "+6681234567a",
                " +66812345678",
                "+66812345678 ",
                "+66812345678\n",
                "tel:+66812345678",
                "0066812345678"
            })
    void anything_else_is_rejected(String text) {
        assertThatThrownBy(() -> PhoneNumber.of(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("phone number is ")
                .hasMessageContaining("E.164");
    }

    @Test
    void the_error_describes_the_number_without_repeating_it() {
        assertThatThrownBy(() -> PhoneNumber.of("66812345678"))
                .hasMessageContaining("11 digits")
                .hasMessageNotContaining("668")
                .hasMessageNotContaining("5678");
    }

    @ParameterizedTest
    @CsvSource({
        "081 234 5678, TH, +66812345678",
        "081-234-5678, th, +66812345678",
        "๐๘๑ ๒๓๔ ๕๖๗๘, TH, +66812345678",
        "(201) 555-0123, US, +12015550123",
        "506-234-5678, CA, +15062345678",
        "07400 123456, GB, +447400123456",
        "+66 81 234 5678, US, +66812345678",
        "+44 7400 123456, TH, +447400123456"
    })
    void a_number_as_people_write_it_is_read_with_its_region(String input, String region, String e164) {
        assertThat(PhoneNumber.parse(input, region)).isEqualTo(PhoneNumber.of(e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12", "081 234 56789012345678", "+0 81 234 5678", "+999 81 234 5678"})
    void what_is_no_possible_number_of_the_region_is_rejected(String input) {
        assertThatThrownBy(() -> PhoneNumber.parse(input, "TH"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no possible number of TH");
    }

    @Test
    void a_number_without_its_area_code_is_rejected() {
        assertThatThrownBy(() -> PhoneNumber.parse("253-0000", "US")).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "UK", "001", "ZZ", "THA", "Thailand", "66"})
    void a_region_that_is_no_country_is_rejected(String region) {
        assertThatThrownBy(() -> PhoneNumber.parse("081 234 5678", region))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("region ");
    }

    @Test
    void a_number_that_cannot_be_read_is_not_repeated() {
        assertThatThrownBy(() -> PhoneNumber.parse("081 234", "TH"))
                .hasMessageNotContaining("081")
                .hasMessageNotContaining("234")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "+66812345678, TH",
        "+6621234567, TH",
        "+12015550123, US",
        "+15062345678, CA",
        "+447400123456, GB",
        "+441481960194, GG",
        "+77710009998, KZ",
        "+79123456789, RU"
    })
    void the_country_is_known_also_where_countries_share_a_code(String e164, String country) {
        assertThat(PhoneNumber.of(e164).country()).contains(country);
    }

    @Test
    void a_number_that_its_country_has_not_given_out_yet_is_still_of_that_country() {
        assertThat(PhoneNumber.of("+66111111111").country()).contains("TH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+870773111632", "+881612345678", "+882121234567", "+80012345678", "+999123456789"})
    void satellite_freephone_and_unknown_codes_have_no_country(String e164) {
        assertThat(PhoneNumber.of(e164).country()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "66812345678",
                "+66812345678",
                "66 812345678",
                "+66 81 234 5678",
                "+66-81-234-5678",
                "+66 (0)81 234 5678",
                "\uff0b66\u00a0812345678",
                "+๖๖๘๑๒๓๔๕๖๗๘",
                "\u202a+66812345678\u202c",
                "+66812345678\u200b",
                "\u2066+66\u201181\u2011234\u20115678\u2069",
                "+66812345678/TYPE=PLMN",
                "+66812345678/type=plmn",
                "tel:+66812345678",
                "TEL:+66-81-234-5678;ext=5",
                " +66812345678\n",
                "+660812345678"
            })
    void a_vendors_number_is_found_however_it_is_written(String vendorNumber) {
        assertThat(PhoneNumber.tryParse(vendorNumber)).contains(PhoneNumber.of("+66812345678"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "+",
                "0812345678",
                "+0812345678",
                "ACME",
                "123456",
                "1234567890123456",
                "+66812345678x",
                "a@b.c",
                "66+812345678",
                "tel:66812345678;phone-context=+1"
            })
    void what_is_no_number_is_not_found(@Nullable String vendorNumber) {
        assertThat(PhoneNumber.tryParse(vendorNumber)).isEmpty();
    }

    @Test
    void null_is_not_a_number() {
        assertThatThrownBy(() -> PhoneNumber.of(Nulls.missing(String.class))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void digits_are_the_number_without_its_plus() {
        assertThat(PhoneNumber.of("+66812345678").digits()).isEqualTo("66812345678");
    }

    @ParameterizedTest
    @CsvSource({"+66812345678, +66…78", "+1234567, +12…67", "+123456789012345, +12…45"})
    void to_string_shows_the_first_two_and_the_last_two_digits_only(String e164, String masked) {
        assertThat(PhoneNumber.of(e164)).hasToString(masked);
    }

    @Test
    void numbers_are_equal_by_their_digits() {
        assertThat(PhoneNumber.of("+66812345678"))
                .isEqualTo(PhoneNumber.of("+66812345678"))
                .hasSameHashCodeAs(PhoneNumber.of("+66812345678"))
                .isNotEqualTo(PhoneNumber.of("+66812345679"));
    }

    @ParameterizedTest
    @CsvSource({
        "0812345678, TH, +66812345678",
        "081-234 5678, th, +66812345678",
        "66812345678, TH, +66812345678",
        "89161234567, RU, +79161234567",
        "91234567, SG, +6591234567",
        "(201) 555-0123, US, +12015550123"
    })
    void a_number_that_a_vendor_wrote_nationally_is_read(String written, String region, String e164) {
        assertThat(PhoneNumber.findNational(written, region)).contains(PhoneNumber.of(e164));
    }

    @ParameterizedTest
    @CsvSource({
        "41791234567, DE", // Swiss, or one of Wedel that lacks its 0
        "33612345678, DE",
        "41791234567, ES",
        "41791234567, IT",
        "6591234567, RU",
        "2025550123, TR"
    })
    void a_number_that_can_be_of_another_country_is_none(String written, String region) {
        assertThat(PhoneNumber.findNational(written, region)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0041791234567, DE, +41791234567",
        "015123456789, DE, +4915123456789",
        "4915123456789, DE, +4915123456789",
        "+41 79 123 45 67, DE, +41791234567",
        "812345678, TH, +66812345678",
        "9876543210, IN, +919876543210",
        "6592345678, US, +16592345678",
        "12025550123, US, +12025550123",
        "612345678, ES, +34612345678",
        "3331234567, IT, +393331234567",
        "79161234567, RU, +79161234567",
        "081-234-5678/TYPE=PLMN, TH, +66812345678"
    })
    void a_number_that_can_be_of_no_other_country_is_read(String written, String region, String e164) {
        assertThat(PhoneNumber.findNational(written, region).map(PhoneNumber::e164))
                .contains(e164);
    }

    @ParameterizedTest
    @CsvSource({
        "66812345678, true",
        "+2025550123, true",
        "15551234567, true",
        "2025550123, false",
        "0812345678, false",
        "1712345678, false"
    })
    void a_number_without_its_plus_is_sure_if_it_is_valid_or_long(String written, boolean sure) {
        assertThat(PhoneNumber.findInternational(written).isPresent()).isEqualTo(sure);
    }

    @Test
    void where_numbers_have_their_plus_one_without_is_none() {
        assertThat(PhoneNumber.findWithPlus("66812345678")).isEmpty();
        assertThat(PhoneNumber.findWithPlus("+66 81 234 5678")).contains(PhoneNumber.of("+66812345678"));
        assertThat(PhoneNumber.findWithPlus(null)).isEmpty();
    }

    /** German numbers have any length, so a short code is possible but not valid. */
    @ParameterizedTest
    @CsvSource({
        "72277, DE",
        "900, RU",
        "12345, TH",
        "MyBank, TH",
        "0812345678x, TH",
        "'', TH",
        "5550123, US",
        "++66, TH"
    })
    void what_is_no_number_of_the_country_is_none(String written, String region) {
        assertThat(PhoneNumber.findNational(written, region)).isEmpty();
    }

    @Test
    void a_region_is_a_country() {
        assertThat(PhoneNumber.region("th")).isEqualTo("TH");
        assertThatThrownBy(() -> PhoneNumber.region("UK")).isInstanceOf(InvalidRequestException.class);
        assertThat(PhoneNumber.findNational(null, "TH")).isEmpty();
    }
}
