package io.heliograph.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    private final List<Integer> sizes = new ArrayList<>();

    private Shards<Object> shards(int max) {
        return new Shards<>(max, size -> {
            sizes.add(size);
            return new Object();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 2_000, 3_999})
    void a_small_store_is_one_part_that_holds_exactly_so_many(int max) {
        shards(max);

        assertThat(sizes).containsExactly(max);
    }

    @Test
    void a_larger_store_has_parts_that_hold_at_least_its_size_and_a_tenth_more_at_most() {
        shards(50_000);

        int all = sizes.stream().mapToInt(Integer::intValue).sum();
        assertThat(sizes).hasSize(16);
        assertThat(all).isBetween(50_000, 55_000 + sizes.size());
    }

    @Test
    void equal_keys_are_in_the_same_part_and_different_ones_spread() {
        Shards<Object> shards = shards(50_000);
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String key = "key-" + i;
            parts.add(shards.of(key));
            assertThat(shards.of("key-" + i)).isSameAs(shards.of(key));
        }

        assertThat(parts.stream().distinct()).hasSize(16);
    }

    @Test
    void the_keys_of_a_part_spread_over_the_lowest_bits_of_their_hashes_as_all_keys_do() {
        Shards<Object> shards = shards(50_000);
        Object part = shards.ofHash(0);
        Set<Integer> buckets = new HashSet<>();
        for (int hash = 0; hash < 100_000; hash++) {
            if (shards.ofHash(hash) == part) {
                buckets.add(hash & 15);
            }
        }

        assertThat(buckets).hasSize(16);
    }
}
