package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"{\"status\":\"9\"}", "{\"parts\":[{\"state\": -1}]}", "{\"status\":0,\"text\":\"failed\"}"})
    void a_status_that_is_a_number_has_no_case(String document) {
        assertThat(StatusWords.areNumbers(document)).isTrue();
        assertThat(StatusWords.inOtherCases(document)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"failed\"}", "{\"code\":9}", "{\"status\":9,\"state\":\"failed\"}", "{}"})
    void a_document_with_a_word_or_without_a_status_has_no_numbers_for_statuses(String document) {
        assertThat(StatusWords.areNumbers(document)).isFalse();
    }
}
