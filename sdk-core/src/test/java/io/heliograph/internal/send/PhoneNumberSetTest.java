package io.heliograph.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.message.PhoneNumber;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberSetTest {
    private static final long SEED = 41;
    private final Random random = new Random(SEED);

    /** From so few numbers that each table becomes a set of bits, to so many that each block stays a small table. */
    @ParameterizedTest
    @CsvSource({"6610000000, 150000", "66800000000, 900000", "66800000000, 90000000", "1000000, 999999000000000"})
    void it_says_what_a_hash_set_says(long first, long range) {
        agreesWithHashSet(150_000, () -> first + Math.floorMod(random.nextLong(), range));
    }

    /** The last of a table and of a block, the first of the next, and each one twice. */
    @Test
    void it_keeps_numbers_apart_at_the_ends_of_tables_and_blocks() {
        long begin = 66_800_000_000L >>> 24 << 24;

        agreesWithHashSet(60_000, () -> begin + random.nextInt(3 << 9) * (1L << 15) + random.nextInt(40) - 20);
    }

    @Test
    void numbers_in_order_fill_it_too() {
        long[] next = {66_800_000_000L};

        agreesWithHashSet(100_000, () -> next[0]++ - random.nextInt(2));
    }

    private void agreesWithHashSet(int count, LongSupplier digits) {
        PhoneNumberSet numbers = new PhoneNumberSet();
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < count; i++) {
            PhoneNumber number = PhoneNumber.of("+" + digits.getAsLong());
            boolean added = model.add(number.canonical().asLong());
            assertThat(numbers.add(number)).as("seed %d, number %d", SEED, i).isEqualTo(added);
        }
    }

    @Test
    void the_shortest_and_the_longest_number_are_two() {
        PhoneNumberSet numbers = new PhoneNumberSet();

        assertThat(numbers.add(PhoneNumber.of("+1000000"))).isTrue();
        assertThat(numbers.add(PhoneNumber.of("+999999999999999"))).isTrue();
        assertThat(numbers.add(PhoneNumber.of("+1000000"))).isFalse();
        assertThat(numbers.add(PhoneNumber.of("+999999999999999"))).isFalse();
    }

    @Test
    void spellings_of_one_number_are_one() {
        PhoneNumberSet numbers = new PhoneNumberSet();

        assertThat(numbers.add(PhoneNumber.of("+66812345678"))).isTrue();
        assertThat(numbers.add(PhoneNumber.of("+660812345678"))).isFalse();
    }

    /** What it allocates is three times what stays, at most: each table grows by half. */
    @Test
    void half_a_million_numbers_of_a_country_allocate_at_most_16_bytes_each() {
        List<PhoneNumber> all = IntStream.range(0, 500_000)
                .mapToObj(i -> PhoneNumber.of("+668" + (10_000_000 + i * 7_919_317L % 24_999_983)))
                .toList();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PhoneNumberSet numbers = new PhoneNumberSet();

        long before = thread.getCurrentThreadAllocatedBytes();
        long added = 0;
        for (PhoneNumber number : all) {
            added += numbers.add(number) ? 1 : 0;
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(added).isEqualTo(all.size());
        assertThat(allocated).isLessThan(16L * all.size());
    }
}
