package io.heliograph.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhoneNumberSetTest {
    @Test
    void it_says_what_a_hash_set_says() {
        long seed = 41;
        Random random = new Random(seed);
        PhoneNumberSet numbers = new PhoneNumberSet();
        Set<PhoneNumber> model = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            PhoneNumber number = PhoneNumber.of("+66" + (10_000_000L + random.nextInt(150_000)));
            assertThat(numbers.add(number)).as("seed %d, number %d", seed, i).isEqualTo(model.add(number));
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
}
