package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
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

    /** Computed by Python's hashlib and uuid: a key that changed would let a second SMS out. */
    @Test
    void a_derived_key_is_the_same_for_ever() {
        assertThat(IdempotencyKey.derive("order", "7f3c2a1e-9c1d-4a53-8f53-0d0c8e7b6a11", "shipped"))
                .hasToString("06bf039f-41d4-87c7-a0f2-fdc2ff8c2413");
        assertThat(IdempotencyKey.derive("order", "1042", "shipped"))
                .hasToString("5978b314-bb78-84b1-a360-12f4ee325a74");
        assertThat(IdempotencyKey.derive("รหัส", "482910 👍")).hasToString("ec4d3df1-d558-8d6a-a05c-e4a1e0c92453");
        assertThat(IdempotencyKey.derive("a")).hasToString("72ff6b02-949d-8d95-806c-343e3db31500");
    }

    @Test
    void other_parts_are_another_key() {
        List<IdempotencyKey> keys = List.of(
                IdempotencyKey.derive("a", "bc"),
                IdempotencyKey.derive("ab", "c"),
                IdempotencyKey.derive("abc"),
                IdempotencyKey.derive("a", "b", "c"),
                IdempotencyKey.derive("c", "b", "a"),
                IdempotencyKey.derive("A", "bc"),
                IdempotencyKey.derive("a", "bc", " x"),
                IdempotencyKey.derive("a", "bc", "x"),
                IdempotencyKey.derive("a\u0000\u0000\u0000\u0002bc"),
                IdempotencyKey.derive("é"),
                IdempotencyKey.derive("e\u0301"));

        assertThat(keys).doesNotHaveDuplicates();
    }

    /** At most 36 characters for the Android gateway and Wavix, and the characters that TextingLine documents. */
    @Test
    void a_derived_key_fits_every_vendor_however_long_its_parts_are() {
        String key = IdempotencyKey.derive("order/№:".repeat(1_000), " +=.@é").value();

        assertThat(key).matches("[0-9a-f-]{36}");
        assertThat(UUID.fromString(key).version()).isEqualTo(8);
        assertThat(UUID.fromString(key).variant()).isEqualTo(2);
        assertThat(IdempotencyKey.derive("a").isGenerated()).isFalse();
    }

    @Test
    void every_part_that_is_missing_or_blank_is_named() {
        String[] more = {"", "1042", " ", null, "half \uD83D"};

        assertThatThrownBy(() -> IdempotencyKey.derive("order", more))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("key has a part 2 that is empty; each part needs a value; "
                        + "key has a part 4 that is blank; each part needs a value; "
                        + "key has a part 5 that is missing; each part needs a value; "
                        + "key has a part 6 with half a surrogate pair; was it cut inside an emoji?");
    }

    @Test
    void a_key_that_is_too_long_is_told_how_to_derive_one() {
        assertThatThrownBy(() -> SendRequest.to("+66812345678")
                        .text("Hi")
                        .idempotencyKey("order-7f3c2a1e-9c1d-4a53-8f53-0d0c8e7b6a11-shipped")
                        .build())
                .hasMessageContaining("IdempotencyKey.derive")
                .hasMessageNotContaining("7f3c2a1e");
    }

    @Test
    void being_generated_is_no_part_of_the_key() {
        IdempotencyKey generated = IdempotencyKey.generated();

        assertThat(IdempotencyKey.of(generated.value())).isEqualTo(generated).hasSameHashCodeAs(generated);
    }
}
