package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberListTest {
    private static final long SEED = 7;

    /** Of one country, or now and then from the other end of all numbers, which takes another form. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 4095, 4096, 4097, 20_000})
    void it_is_the_list_of_the_numbers_that_were_added(int size) {
        Random random = new Random(SEED);
        for (int oneOf : List.of(1 << 20, 50)) {
            List<PhoneNumber> numbers = LongStream.range(0, size)
                    .map(i ->
                            random.nextInt(oneOf) == 0 ? 999_999_999_999_999L - i : 66_800_000_000L + random.nextInt())
                    .mapToObj(digits -> PhoneNumber.of("+" + digits))
                    .toList();

            PhoneNumberList list = PhoneNumberList.copyOf(numbers);

            assertThat(list.stream().map(PhoneNumber::e164).toList())
                    .isEqualTo(numbers.stream().map(PhoneNumber::e164).toList());
            assertThat(list).isEqualTo(numbers).hasSameHashCodeAs(numbers);
            assertThat(list.subList(size / 3, size)).isEqualTo(numbers.subList(size / 3, size));
            assertThat(IntStream.range(0, size).mapToLong(list::asLong))
                    .containsExactlyElementsOf(
                            numbers.stream().map(PhoneNumber::asLong).toList());
        }
    }

    @Test
    void it_keeps_the_spelling_that_was_given() {
        PhoneNumberList list = PhoneNumberList.copyOf(List.of(PhoneNumber.of("+660812345678")));

        assertThat(list.get(0).e164()).isEqualTo("+660812345678");
        assertThat(list).containsExactly(PhoneNumber.of("+66812345678"));
    }

    @Test
    void a_list_of_its_kind_is_not_copied_and_a_part_has_its_own_bounds() {
        PhoneNumberList list = PhoneNumberList.copyOf(List.of(
                PhoneNumber.of("+66812345678"), PhoneNumber.of("+66812345679"), PhoneNumber.of("+66812345680")));
        PhoneNumberList part = list.subList(1, 2);

        assertThat(PhoneNumberList.copyOf(list)).isSameAs(list);
        assertThat(new BulkCallResult(list, outcome()).recipients()).isSameAs(list);
        assertThat(part.subList(0, 1)).isSameAs(part);
        assertThat(part.get(0)).isEqualTo(PhoneNumber.of("+66812345679"));
        assertThatThrownBy(() -> part.asLong(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.subList(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.add(PhoneNumber.of("+66812345681")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static SendOutcome outcome() {
        return new SendOutcome.Rejected(Failure.of(ErrorType.OTHER, "canary"), IdempotencyKey.of("key"), List.of());
    }

    @Test
    void a_builder_begins_again_after_it_has_built() {
        PhoneNumberList.Builder builder = PhoneNumberList.builder().add(PhoneNumber.of("+66812345678"));
        PhoneNumberList first = builder.build();
        PhoneNumberList second = builder.add(PhoneNumber.of("+66812345679")).build();

        assertThat(first).containsExactly(PhoneNumber.of("+66812345678"));
        assertThat(second).containsExactly(PhoneNumber.of("+66812345679"));
        assertThat(builder.build()).isEmpty();
    }

    @Test
    void half_a_million_numbers_of_a_country_allocate_at_most_9_bytes_each() {
        List<PhoneNumber> all = IntStream.range(0, 500_000)
                .mapToObj(i -> PhoneNumber.of("+668" + (10_000_000 + i)))
                .toList();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PhoneNumberList.Builder builder = PhoneNumberList.builder();

        long before = thread.getCurrentThreadAllocatedBytes();
        for (PhoneNumber number : all) {
            builder.add(number);
        }
        PhoneNumberList list = builder.build();
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(list).hasSize(all.size());
        assertThat(allocated).isLessThan(9L * all.size());
    }
}
