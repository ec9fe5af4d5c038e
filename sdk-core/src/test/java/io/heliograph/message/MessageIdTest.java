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
    void aVendorsIdIsKeptAsItIs(String value) {
        MessageId id = new MessageId("wavix", value);

        assertThat(id.value()).isEqualTo(value);
        assertThat(id.isKnown()).isTrue();
        assertThat(id).hasToString("wavix:" + value);
    }

    @Test
    void anIdThatCouldNotBeReadIsUnknown() {
        MessageId id = MessageId.unknown("wavix");

        assertThat(id.isKnown()).isFalse();
        assertThat(id.provider()).isEqualTo("wavix");
        assertThat(id).hasToString("wavix:?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankProviderIsRefused(String provider) {
        assertThatThrownBy(() -> new MessageId(provider, "1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("provider ");
    }

    @Test
    void twoHundredCharactersAreTheMost() {
        assertThat(new MessageId("wavix", "x".repeat(200)).value()).hasSize(200);
        assertThatThrownBy(() -> new MessageId("wavix", "x".repeat(201)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("201")
                .hasMessageNotContaining("xx");
    }

    @Test
    void aNullIdIsAProgrammersError() {
        assertThatThrownBy(() -> new MessageId("wavix", Nulls.missing(String.class)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0190b5a2-7c3d", "id with blanks", "ไทย"})
    void anIdInAVendorsAnswerIsFound(String vendorId) {
        assertThat(MessageId.find("wavix", vendorId)).isEqualTo(new MessageId("wavix", vendorId));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a\nb", "a\u0000", "\u001b[31m", "\u009b31m"})
    void whatIsNoIdInAVendorsAnswerIsUnknownAndNeverThrows(@Nullable String vendorId) {
        assertThat(MessageId.find("wavix", vendorId)).isEqualTo(MessageId.unknown("wavix"));
    }

    @Test
    void anIdInAVendorsAnswerThatIsTooLongIsUnknown() {
        assertThat(MessageId.find("wavix", "x".repeat(200)).isKnown()).isTrue();
        assertThat(MessageId.find("wavix", "x".repeat(201)).isKnown()).isFalse();
    }
}
