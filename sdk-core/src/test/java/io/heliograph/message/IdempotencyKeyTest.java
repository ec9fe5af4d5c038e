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
    void aVendorsTextThatIsAKeyIsFound(String value) {
        assertThat(IdempotencyKey.find(value)).contains(IdempotencyKey.of(value));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a", "order 7/8", "é1", "1234567890123456789012345678901234567"})
    void aVendorsTextThatCanBeNoKeyIsNone(String value) {
        assertThat(IdempotencyKey.find(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "AZ", "09", "-_", "Order_42-b", "123456789012345678901234567890123456"})
    void twoToThirtySixPlainCharactersAreTakenAsTheyAre(String value) {
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
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> IdempotencyKey.of(value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("key is ")
                .hasMessageContaining("2 to 36");
    }

    @Test
    void aGeneratedKeyIsAUuidOfVersionSeven() {
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = UUID.fromString(IdempotencyKey.random().value());

            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
        }
    }

    @Test
    void aGeneratedKeyIsLegalForEveryVendor() {
        IdempotencyKey key = IdempotencyKey.random();

        assertThat(IdempotencyKey.of(key.value())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_700_000_000_000L, 0xFFFF_FFFF_FFFFL})
    void aGeneratedKeyBeginsWithItsTime(long epochMillis) {
        UUID uuid = UUID.fromString(IdempotencyKey.at(epochMillis).value());

        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(epochMillis);
    }

    @Test
    void aGeneratedKeyHoldsThePresentTime() {
        long before = System.currentTimeMillis();
        UUID uuid = UUID.fromString(IdempotencyKey.random().value());
        long after = System.currentTimeMillis();

        assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, after);
    }

    @Test
    void generatedKeysSortByTheirTime() {
        assertThat(LongStream.of(0, 9, 10, 0xFFFF, 0x1_0000, 0xFFFF_FFFFL, 0x1_0000_0000L, 1_700_000_000_000L)
                        .mapToObj(time -> IdempotencyKey.at(time).value()))
                .isSorted();
    }

    @Test
    void keysOfOneMillisecondAreAllDifferent() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            keys.add(IdempotencyKey.at(1_700_000_000_000L).value());
        }

        assertThat(keys).hasSize(100_000);
    }

    @Test
    void keysAreEqualByTheirValue() {
        assertThat(IdempotencyKey.of("order-42"))
                .isEqualTo(IdempotencyKey.of("order-42"))
                .hasSameHashCodeAs(IdempotencyKey.of("order-42"))
                .isNotEqualTo(IdempotencyKey.of("ORDER-42"))
                .hasToString("order-42");
    }

    @Test
    void onlyAKeyThatARequestWasGivenNoneForIsGenerated() {
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
    void beingGeneratedIsNoPartOfTheKey() {
        IdempotencyKey generated = IdempotencyKey.generated();

        assertThat(IdempotencyKey.of(generated.value())).isEqualTo(generated).hasSameHashCodeAs(generated);
    }
}
