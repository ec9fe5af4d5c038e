package io.heliograph.testkit;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Capability;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract is as strict with a form as with JSON: the correct provider passes, and a mistake is found. */
class PlantedFormMistakeTest {
    /** Changes the fields of the form. */
    @FunctionalInterface
    private interface Changing {
        void change(Map<String, String> fields, SendRequest request);
    }

    private static void assertFinds(Changing mistake, Consumer<ProviderContract> clause) {
        PlantedInFull.assertBreaks(
                FormProvider::new,
                (url, secret, options) -> new FormProvider(url, secret, options) {
                    @Override
                    Map<String, String> fields(SendRequest request, List<PhoneNumber> recipients) {
                        Map<String, String> fields = super.fields(request, recipients);
                        mistake.change(fields, request);
                        return fields;
                    }
                },
                clause);
    }

    @Test
    void a_text_that_goes_out_twice() {
        assertFinds((fields, request) -> fields.put("Copy", request.text()), ProviderContract::a_text_goes_out_once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>&amp;</b> / %20 +", "รหัสของคุณคือ 482910 ใช้ได้ 5 นาที"})
    void a_text_that_is_escaped_twice(String text) {
        assertFinds(
                (fields, request) -> fields.put(
                        "Body", java.net.URLEncoder.encode(request.text(), java.nio.charset.StandardCharsets.UTF_8)),
                contract -> contract.a_text_arrives_intact(text));
    }

    @ParameterizedTest
    @CsvSource({"TAG, Tag", "VALIDITY, Hours", "CALLBACK_URL, Callback", "SCHEDULE, At", "MEDIA, Media"})
    void an_option_that_is_left_out(Capability option, String field) {
        assertFinds(
                (fields, request) -> fields.remove(field),
                contract -> contract.a_declared_option_is_in_the_request(option));
    }

    @Test
    void a_key_that_is_left_out() {
        assertFinds(
                (fields, request) -> fields.remove("Key"),
                RequestContract::the_same_key_goes_out_the_same_and_another_as_another);
        assertFinds(
                (fields, request) -> fields.remove("Key"),
                ProviderContract::a_provider_that_removes_duplicates_by_the_key_gets_the_key_beside_a_tag_too);
    }

    @Test
    void messages_at_the_same_time_that_are_mixed() {
        assertFinds(
                (fields, request) -> fields.put("To", "+447537151866"),
                RequestContract::sends_at_the_same_time_are_not_mixed);
    }
}
