package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"ab", "PyDmBQZZXYmyxMwED8Fzy", "123456789012345678901234567890123456"})
    void a_vendors_text_that_is_a_key_is_found(String value) {
        assertThat(IdempotencyKey.tryParse(value)).contains(IdempotencyKey.of(value));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a", "order 7/8", "é1", "1234567890123456789012345678901234567"})
    void a_vendors_text_that_can_be_no_key_is_none(String value) {
        assertThat(IdempotencyKey.tryParse(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "AZ", "09", "-_", "Order_42-b", "123456789012345678901234567890123456"})
    void two_to_thirty_six_plain_characters_are_taken_as_they_are(String value) {
        assertThat(IdempotencyKey.of(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1234567890123456789012345678901234567",
                "a b",
                "a.b",
                "a/b",
                "a:b",
                "ab\n",
                " ab",
                "é1",
                "๑๒",
                "a\u0000b",
                "a@b",
                "a[b",
                "a`b",
                "a{b"
            })
    void anything_else_is_rejected(String value) {
        assertThatThrownBy(() -> IdempotencyKey.of(value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("key is ")
                .hasMessageContaining("2 to 36");
    }

    @Test
    void a_generated_key_is_a_uuid_of_version_seven() {
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = UUID.fromString(IdempotencyKey.random().value());

            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
        }
    }

    @Test
    void a_generated_key_is_legal_for_every_vendor() {
        IdempotencyKey key = IdempotencyKey.random();

        assertThat(IdempotencyKey.of(key.value())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_700_000_000_000L, 0xFFFF_FFFF_FFFFL})
    void a_generated_key_begins_with_its_time(long epochMillis) {
        UUID uuid = UUID.fromString(IdempotencyKey.at(epochMillis).value());

        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(epochMillis);
    }

    @Test
    void a_generated_key_holds_the_present_time() {
        long before = System.currentTimeMillis();
        UUID uuid = UUID.fromString(IdempotencyKey.random().value());
        long after = System.currentTimeMillis();

        assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, after);
    }

    @Test
    void generated_keys_sort_by_their_time() {
        assertThat(LongStream.of(0, 9, 10, 0xFFFF, 0x1_0000, 0xFFFF_FFFFL, 0x1_0000_0000L, 1_700_000_000_000L)
                        .mapToObj(time -> IdempotencyKey.at(time).value()))
                .isSorted();
    }

    @Test
    void keys_of_one_millisecond_are_all_different() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            keys.add(IdempotencyKey.at(1_700_000_000_000L).value());
        }

        assertThat(keys).hasSize(100_000);
    }

    @Test
    void keys_are_equal_by_their_value() {
        assertThat(IdempotencyKey.of("order-42"))
                .isEqualTo(IdempotencyKey.of("order-42"))
                .hasSameHashCodeAs(IdempotencyKey.of("order-42"))
                .isNotEqualTo(IdempotencyKey.of("ORDER-42"))
                .hasToString("order-42");
    }

    @Test
    void only_a_key_that_a_request_was_given_none_for_is_generated() {
        SendRequest without =
                SendRequest.to("+66812345678").text("Your code is 482910").build();

        assertThat(without.key().isGenerated()).isTrue();
        assertThat(without.toBuilder().text("another").build().key().isGenerated())
                .isTrue();
        assertThat(without.key().part(0, 1).isGenerated()).isTrue();
        assertThat(without.toBuilder()
                        .idempotencyKey(without.key())
                        .build()
                        .key()
                        .isGenerated())
                .isFalse();
        assertThat(without.toBuilder().idempotencyKey("order-42").build().key().isGenerated())
                .isFalse();
        assertThat(IdempotencyKey.of(without.key().value()).isGenerated()).isFalse();
        assertThat(IdempotencyKey.random().isGenerated()).isFalse();
    }

    @Test
    void being_generated_is_no_part_of_the_key() {
        IdempotencyKey generated = IdempotencyKey.generated();

        assertThat(IdempotencyKey.of(generated.value())).isEqualTo(generated).hasSameHashCodeAs(generated);
    }
}
