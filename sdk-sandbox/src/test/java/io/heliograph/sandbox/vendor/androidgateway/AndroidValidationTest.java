package io.heliograph.sandbox.vendor.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.SandboxFault;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AndroidValidationTest {
    private static final String TEXT = "\"textMessage\":{\"text\":\"Hello\"}";
    private static final String NUMBERS = "\"phoneNumbers\":[\"+66812345678\"]";

    private final Sandbox sandbox = Sandbox.builder().clock(new TestClock()).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse post(String query, String... members) {
        return Browser.postAndroid(sandbox, query, "{" + String.join(",", members) + "}");
    }

    private void assertRefused(JsonResponse response, String message) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).isEqualTo(Map.of("message", message));
        assertThat(sandbox.inbox()).isEmpty();
    }

    private static String rule(String field, String tag) {
        String name = field.substring(field.lastIndexOf('.') + 1);
        return "failed to validate: Key: '" + field + "' Error:Field validation for '" + name + "' failed on the '"
                + tag + "' tag";
    }

    private static String numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"+668%08d\"".formatted(20_010 + i))
                .collect(Collectors.joining(",", "\"phoneNumbers\":[", "]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "simNumber":0      | Message.SimNumber | min
            "simNumber":4      | Message.SimNumber | max
            "ttl":0            | Message.TTL       | min
            "ttl":4            | Message.TTL       | min
            "id":"0123456789012345678901234567890123456"  | Message.ID       | max
            "deviceId":"0123456789012345678901"           | Message.DeviceID | max
            """)
    void a_member_outside_its_range_is_rejected_by_its_rule(String member, String field, String tag) {
        assertRefused(post("", TEXT, NUMBERS, member), rule(field, tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"simNumber\":1",
                "\"simNumber\":3",
                "\"ttl\":5",
                "\"ttl\":999999999999999999",
                "\"priority\":-128",
                "\"priority\":127",
                "\"id\":\"012345678901234567890123456789012345\"",
                "\"id\":\"\"",
                "\"id\":null",
                "\"deviceId\":\"\"",
                "\"deviceId\":\"SandboxPhone000000001\"",
                "\"withDeliveryReport\":null",
                "\"message\":\"\"",
                "\"dataMessage\":null",
                "\"scheduleAt\":\"2026-03-01T12:00:01Z\"",
                "\"validUntil\":\"2026-03-01T12:00:00.123456789+07:00\""
            })
    void a_member_at_the_edge_of_its_range_is_accepted(String member) {
        assertThat(post("", TEXT, NUMBERS, member).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "simNumber":"1"      | simNumber
            "simNumber":1.0      | simNumber
            "priority":128       | priority
            "priority":-129      | priority
            "priority":1e1       | priority
            "ttl":60.5           | ttl
            "ttl":9999999999999999999 | ttl
            "id":7               | id
            "deviceId":true      | deviceId
            "isEncrypted":"true" | isEncrypted
            "withDeliveryReport":1 | withDeliveryReport
            "message":7          | message
            "validUntil":"2030-01-01"        | validUntil
            "validUntil":"2030-01-01T10:00Z" | validUntil
            "validUntil":"2030-13-01T10:00:00Z" | validUntil
            "scheduleAt":"2030-01-01T10:00:00"  | scheduleAt
            "scheduleAt":1893456000             | scheduleAt
            """)
    void a_member_of_the_wrong_type_doesnt_parse(String member, String name) {
        assertRefused(post("", TEXT, NUMBERS, member), "failed to parse body: wrong value of " + name);
    }

    @Test
    void there_must_be_exactly_one_content() {
        String oneOf = "failed to validate: must specify exactly one of: textMessage, dataMessage, message";
        String data = "\"dataMessage\":{\"data\":\"SGVsbG8=\",\"port\":1}";
        String message = "\"message\":\"Hello\"";

        assertRefused(post("", NUMBERS), oneOf);
        assertRefused(post("", NUMBERS, "\"message\":\"\""), oneOf);
        assertRefused(post("", NUMBERS, TEXT, message), oneOf);
        assertRefused(post("", NUMBERS, TEXT, data), oneOf);
        assertRefused(post("", NUMBERS, data, message), oneOf);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}          | required
            {"text":""} | required
            """)
    void a_text_message_needs_a_text(String textMessage, String tag) {
        assertRefused(post("", NUMBERS, "\"textMessage\":" + textMessage), rule("Message.TextMessage.Text", tag));
    }

    @Test
    void a_text_has_at_most_65535_characters() {
        String most = "x".repeat(65_534) + "😀";

        assertRefused(
                post("", NUMBERS, "\"textMessage\":{\"text\":\"" + most + "x\"}"),
                rule("Message.TextMessage.Text", "max"));
        assertRefused(post("", NUMBERS, "\"message\":\"" + most + "x\""), rule("Message.Message", "max"));
        assertThat(post("", NUMBERS, "\"textMessage\":{\"text\":\"" + most + "\"}")
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"port":1}                       | Data | required
            {"data":"","port":1}             | Data | required
            {"data":"abc","port":1}          | Data | min
            {"data":"abcde","port":1}        | Data | base64
            {"data":"ab-_","port":1}         | Data | base64
            {"data":"SGVsbG8","port":1}      | Data | base64
            {"data":"SGVsbG8="}              | Port | required
            {"data":"SGVsbG8=","port":0}     | Port | required
            """)
    void a_data_message_needs_standard_base64_and_a_port(String dataMessage, String field, String tag) {
        assertRefused(post("", NUMBERS, "\"dataMessage\":" + dataMessage), rule("Message.DataMessage." + field, tag));
    }

    /** No encrypted data passes a server. */
    @Test
    void data_is_base64_whatever_is_encrypted_says() {
        String cipher = "$aes-256-cbc/pbkdf2-sha1$i=75000$AAECAwQFBgcICQoLDA0ODw==$xriAQOyzxRVl0uWWPrPWOw==";

        assertRefused(
                post(
                        "",
                        "\"phoneNumbers\":[\"" + cipher + "\"]",
                        "\"isEncrypted\":true",
                        "\"dataMessage\":{\"data\":\"" + cipher + "\",\"port\":1}"),
                rule("Message.DataMessage.Data", "base64"));
    }

    @Test
    void a_port_must_fit_in_sixteen_bits() {
        assertRefused(
                post("", NUMBERS, "\"dataMessage\":{\"data\":\"SGVsbG8=\",\"port\":65536}"),
                "failed to parse body: wrong value of dataMessage.port");
        assertThat(post("", NUMBERS, "\"dataMessage\":{\"data\":\"SGVsbG8=\",\"port\":65535}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void the_numbers_are_one_to_a_hundred() {
        assertRefused(post("", TEXT), rule("Message.PhoneNumbers", "required"));
        assertRefused(post("", TEXT, "\"phoneNumbers\":null"), rule("Message.PhoneNumbers", "required"));
        assertRefused(post("", TEXT, "\"phoneNumbers\":[]"), rule("Message.PhoneNumbers", "min"));
        assertRefused(post("", TEXT, numbers(101)), rule("Message.PhoneNumbers", "max"));
        assertThat(post("", TEXT, numbers(100)).status()).isEqualTo(202);
        assertThat(sandbox.inbox()).hasSize(100);
    }

    @Test
    void a_number_is_one_to_128_characters_even_when_validation_is_skipped() {
        assertRefused(
                post("?skipPhoneValidation=true", TEXT, "\"phoneNumbers\":[\"\"]"),
                rule("Message.PhoneNumbers", "min"));
        assertRefused(
                post("?skipPhoneValidation=true", TEXT, "\"phoneNumbers\":[\"" + "1".repeat(129) + "\"]"),
                rule("Message.PhoneNumbers", "max"));
        assertThat(post("?skipPhoneValidation=true", TEXT, "\"phoneNumbers\":[\"" + "1".repeat(128) + "\"]")
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"66812345678", "0812345678", "+123456", "+1234567890123456", "+66 812345678", "12345"})
    void a_number_that_isnt_international_is_rejected_unless_validation_is_off(String number) {
        String numbers = "\"phoneNumbers\":[\"" + number + "\"]";

        assertRefused(post("", TEXT, numbers), "invalid phone number");
        assertRefused(post("?skipPhoneValidation=false", TEXT, numbers), "invalid phone number");
        assertThat(post("?skipPhoneValidation=true", TEXT, numbers).status()).isEqualTo(202);
        assertThat(post("", TEXT, numbers, "\"isEncrypted\":true").status()).isEqualTo(202);
    }

    @Test
    void the_numbers_must_be_strings_and_unique() {
        assertRefused(
                post("", TEXT, "\"phoneNumbers\":[66812345678]"), "failed to parse body: wrong value of phoneNumbers");
        assertRefused(
                post("", TEXT, "\"phoneNumbers\":\"+66812345678\""),
                "failed to parse body: wrong value of phoneNumbers");
        assertRefused(
                post("", TEXT, "\"phoneNumbers\":[\"+66812345678\",\"+66812345678\"]"), "phone numbers must be unique");
    }

    @Test
    void the_times_must_agree_with_each_other() {
        String schedule = "\"scheduleAt\":\"2026-03-01T12:01:00.250Z\"";

        assertRefused(
                post("", TEXT, NUMBERS, "\"ttl\":60", "\"validUntil\":\"2030-01-01T00:00:00Z\""),
                "failed to validate: conflicting fields: ttl and validUntil");
        assertRefused(
                post("", TEXT, NUMBERS, "\"scheduleAt\":\"2026-03-01T12:00:00.250Z\""),
                "failed to validate: scheduleAt must be in the future");
        assertRefused(
                post("", TEXT, NUMBERS, schedule, "\"ttl\":59"), "scheduleAt must be less than or equal to validUntil");
        assertRefused(
                post("", TEXT, NUMBERS, schedule, "\"validUntil\":\"2026-03-01T12:01:00.249Z\""),
                "scheduleAt must be less than or equal to validUntil");
        assertThat(post("", TEXT, NUMBERS, schedule, "\"ttl\":60").status()).isEqualTo(202);
    }

    @Test
    void another_device_isnt_found_with_a_400() {
        assertRefused(
                post("", TEXT, NUMBERS, "\"deviceId\":\"PyDmBQZZXYmyxMwED8Fzy\""),
                "failed to select device: record not found");
    }

    @ParameterizedTest
    @CsvSource({
        "skipPhoneValidation=yes, failed to parse query: skipPhoneValidation",
        "skipPhoneValidation=off, failed to parse query: skipPhoneValidation",
        "deviceActiveWithin=soon, failed to parse query: deviceActiveWithin",
        "deviceActiveWithin=1.5, failed to parse query: deviceActiveWithin",
    })
    void a_garbled_query_is_rejected(String query, String message) {
        assertRefused(post("?" + query, TEXT, NUMBERS), message);
    }

    @Test
    void a_negative_number_of_hours_is_rejected() {
        assertRefused(post("?deviceActiveWithin=-1", TEXT, NUMBERS), rule("Params.DeviceActiveWithin", "min"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "true", "True", "TRUE", "on"})
    void every_word_of_the_framework_for_true_skips_the_validation(String word) {
        String numbers = "\"phoneNumbers\":[\"+66811110001\"]";

        assertThat(post("?skipPhoneValidation=" + word, TEXT, numbers).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "false", "False", "FALSE", ""})
    void every_word_of_the_framework_for_false_leaves_it_on(String word) {
        String numbers = "\"phoneNumbers\":[\"+66811110001\"]";

        assertRefused(post("?skipPhoneValidation=" + word, TEXT, numbers), "invalid phone number");
    }

    @Test
    void equal_ciphertexts_are_equal_numbers() {
        String numbers = "\"phoneNumbers\":[\"$aes-1\",\"$aes-1\"]";

        assertRefused(post("", TEXT, numbers, "\"isEncrypted\":true"), "phone numbers must be unique");
    }

    @Test
    void a_full_queue_counts_before_the_numbers() {
        sandbox.fault("androidgateway", SandboxFault.RATE_LIMITED);

        JsonResponse response = post("", TEXT, "\"phoneNumbers\":[\"+66811110001\"]");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.text("message")).startsWith("failed to enqueue message: queue limits exceeded: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.api+json", "text/json", "APPLICATION/JSON; charset=utf-8"})
    void whatever_content_type_ends_in_json_is_parsed(String contentType) {
        JsonResponse response = Browser.send(
                "POST",
                Browser.android(sandbox, ""),
                "{" + TEXT + "," + NUMBERS + "}",
                "Authorization",
                Browser.BASIC,
                "Content-Type",
                contentType);

        assertThat(response.status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "skipPhoneValidation=",
                "deviceActiveWithin=",
                "skipPhoneValidation=1",
                "deviceActiveWithin=0",
                "deviceActiveWithin=24",
                "other=1"
            })
    void a_good_query_is_accepted(String query) {
        assertThat(post("?" + query, TEXT, NUMBERS).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"id\":\"a\",\"id\":\"b\"}", "{} {}"})
    void malformed_json_doesnt_parse(String body) {
        assertRefused(Browser.postAndroid(sandbox, "", body), "failed to parse body: malformed JSON");
    }

    @Test
    void another_content_type_doesnt_parse() {
        JsonResponse response = Browser.send(
                "POST",
                Browser.android(sandbox, ""),
                "{" + TEXT + "," + NUMBERS + "}",
                "Authorization",
                Browser.BASIC,
                "Content-Type",
                "text/plain");

        assertRefused(response, "failed to parse body: Unprocessable Entity");
    }

    @Test
    void a_body_over_four_megabytes_is_too_large() {
        JsonResponse response = post("", NUMBERS, "\"message\":\"" + "x".repeat(4 * 1024 * 1024) + "\"");

        assertThat(response.status()).isEqualTo(413);
        assertThat(response.json()).isEqualTo(Map.of("message", "Request Entity Too Large"));
    }
}
