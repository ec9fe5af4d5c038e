package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testing.Nulls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "0190b5a2-7c3d", "00042", "id with blanks", "ไทย", "../../etc"})
    void a_vendors_id_is_kept_as_it_is(String value) {
        MessageId id = new MessageId("wavix", value);

        assertThat(id.value()).isEqualTo(value);
        assertThat(id.isKnown()).isTrue();
        assertThat(id).hasToString("wavix:" + value);
    }

    @Test
    void an_id_that_could_not_be_read_is_unknown() {
        MessageId id = MessageId.unknown("wavix");

        assertThat(id.isKnown()).isFalse();
        assertThat(id.provider()).isEqualTo("wavix");
        assertThat(id).hasToString("wavix:?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_blank_provider_is_rejected(String provider) {
        assertThatThrownBy(() -> new MessageId(provider, "1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("provider ");
    }

    @Test
    void two_hundred_characters_are_the_maximum() {
        assertThat(new MessageId("wavix", "x".repeat(200)).value()).hasSize(200);
        assertThatThrownBy(() -> new MessageId("wavix", "x".repeat(201)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("201")
                .hasMessageNotContaining("xx");
    }

    @Test
    void a_null_id_is_a_programmers_error() {
        assertThatThrownBy(() -> new MessageId("wavix", Nulls.missing(String.class)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0190b5a2-7c3d", "id with blanks", "ไทย"})
    void an_id_in_a_vendors_response_is_found(String vendorId) {
        assertThat(MessageId.tryParse("wavix", vendorId)).isEqualTo(new MessageId("wavix", vendorId));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u001b[31m", "\u009b31m"})
    void what_is_no_id_in_a_vendors_response_is_unknown_and_never_throws(@Nullable String vendorId) {
        assertThat(MessageId.tryParse("wavix", vendorId)).isEqualTo(MessageId.unknown("wavix"));
    }

    @Test
    void an_id_in_a_vendors_response_that_is_too_long_is_unknown() {
        assertThat(MessageId.tryParse("wavix", "x".repeat(200)).isKnown()).isTrue();
        assertThat(MessageId.tryParse("wavix", "x".repeat(201)).isKnown()).isFalse();
    }
}
