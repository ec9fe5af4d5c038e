package io.heliograph.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.Property;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
    private static final String ALPHABET = "0123456789abcdefABCDEF+- éÿĀรหัส😀\ud83d\0\n";

    private final Words words = new Words();
    private final PackedWriter writer = new PackedWriter(words);

    private PackedReader written() {
        return new PackedReader(words, writer.bytes());
    }

    private @Nullable String copy(@Nullable String text) {
        writer.clear().text(text);
        return written().textOrNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "0",
                "007",
                "66812345678",
                "+66812345678",
                "+",
                "++1",
                "a",
                "9e107d9d-372b-4b68-8a9f-0123456789ab",
                "9E107D9D-372B-4B68-8A9F-0123456789AB",
                "9e107d9d-372b-4b68-8a9f-0123456789ag",
                "9e107d9d0372b-4b68-8a9f-0123456789ab",
                "-e107d9d-372b-4b68-8a9f-0123456789ab",
                "é\u00ff",
                "รหัส 482910",
                "\ud83d"
            })
    void a_text_is_read_as_it_was_written(@Nullable String text) {
        assertThat(copy(text)).isEqualTo(text);
    }

    @Test
    void any_text_is_read_as_it_was_written() {
        Property.check(5_000, random -> {
            String text = Property.text(random, ALPHABET, 0, 40);
            assertThat(copy(text)).isEqualTo(text);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "9e107d9d-372b-4b68-8a9f-0123456789ab, 17",
        "+66812345678, 7",
        "66812345678, 7",
        "ACME, 5",
        "รหัส, 9",
    })
    void a_text_takes_few_bytes(String text, int bytes) {
        writer.text(text);

        assertThat(writer.size()).isEqualTo(bytes);
    }

    @Test
    void a_word_takes_its_bytes_once() {
        writer.word("wavix");
        int one = writer.clear().size();
        writer.word("wavix");
        writer.word("first");
        writer.word("wavix");

        assertThat(one).isZero();
        assertThat(writer.size()).isEqualTo(3);
        PackedReader reader = written();
        assertThat(reader.text()).isEqualTo("wavix");
        assertThat(reader.text()).isEqualTo("first");
        assertThat(reader.text()).isEqualTo("wavix");
    }

    @Test
    void more_words_than_the_store_keeps_are_read_as_they_were_written() {
        int count = 3_000;
        for (int i = 0; i < count; i++) {
            writer.word("word " + i);
        }
        writer.word("long".repeat(100));

        PackedReader reader = written();
        for (int i = 0; i < count; i++) {
            assertThat(reader.text()).isEqualTo("word " + i);
        }
        assertThat(reader.text()).isEqualTo("long".repeat(100));
        assertThat(words.number("another")).isNegative();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, -1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_number_is_read_as_it_was_written(long number) {
        writer.number(number);
        writer.signed(number);
        writer.signed(-number);
        writer.decimal(new BigDecimal(BigInteger.valueOf(number), 4));
        writer.decimal(new BigDecimal(BigInteger.valueOf(number).pow(3), -2));

        PackedReader reader = written();
        assertThat(reader.number()).isEqualTo(number);
        assertThat(reader.signed()).isEqualTo(number);
        assertThat(reader.signed()).isEqualTo(-number);
        assertThat(reader.decimal()).isEqualTo(new BigDecimal(BigInteger.valueOf(number), 4));
        assertThat(reader.decimal())
                .isEqualTo(new BigDecimal(BigInteger.valueOf(number).pow(3), -2));
    }

    @ParameterizedTest
    @CsvSource({"run/1,4", "run/2,4", "run/,4", "other/x,6", "run/3,4", "run/3,0", "ran/+1,4"})
    void a_text_in_two_pieces_is_read_as_it_was_written(String text, int wordLength) {
        writer.wordAndText("run/9", 4);
        writer.wordAndText(text, wordLength);
        writer.wordAndText("run/9", 4);

        PackedReader reader = written();
        assertThat(reader.text() + reader.text()).isEqualTo("run/9");
        assertThat(reader.text()).isEqualTo(text.substring(0, wordLength));
        assertThat(reader.text()).isEqualTo(text.substring(wordLength));
        assertThat(reader.text() + reader.text()).isEqualTo("run/9");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x80, 0xFF, 0x100, 0x8000, 0xFFFF})
    void flags_are_before_the_fields_that_they_are_of(int flags) {
        int place = writer.beginFlags();
        writer.text("x".repeat(1_000));
        writer.endFlags(place, flags);

        PackedReader reader = written();
        assertThat(reader.flags()).isEqualTo(flags);
        assertThat(reader.text()).isEqualTo("x".repeat(1_000));
    }

    @Test
    void times_and_digits_are_read_as_they_were_written() {
        String digits = UUID.randomUUID().toString().replace("-", "");
        writer.instant(Instant.MIN);
        writer.instant(Instant.parse("2026-11-20T07:59:58.123456789Z"));
        writer.duration(Duration.ofSeconds(-3, 5));
        writer.hex(digits);

        PackedReader reader = written();
        assertThat(reader.instant()).isEqualTo(Instant.MIN);
        assertThat(reader.instant()).isEqualTo(Instant.parse("2026-11-20T07:59:58.123456789Z"));
        assertThat(reader.duration()).isEqualTo(Duration.ofSeconds(-3, 5));
        assertThat(reader.hex(16)).isEqualTo(digits);
    }
}
