package io.heliograph.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgeTableTest {
    private static final int KEYS = 40;

    private final AgeTable<Named> table = new AgeTable<>();
    private final Map<Integer, Named> expected = new LinkedHashMap<>();

    private static final class Named extends AgeTable.Entry<Named> {
        private final int name;

        Named(int name) {
            super(hash(name));
            this.name = name;
        }
    }

    /** Several names have one hash, and several hashes one bucket. */
    private static int hash(int name) {
        return name % 13 * 1_024;
    }

    private @Nullable Named find(int name) {
        Named entry = table.withHash(hash(name));
        while (entry != null && entry.name != name) {
            entry = entry.withSameHash();
        }
        return entry;
    }

    private List<Named> oldestFirst() {
        List<Named> all = new ArrayList<>();
        for (Named entry = table.oldest(); entry != null; entry = entry.newer()) {
            all.add(entry);
        }
        return all;
    }

    @Test
    void it_finds_what_a_linked_hash_map_finds_in_the_same_order() {
        Property.check(300, random -> {
            for (int i = 0; i < 100; i++) {
                int name = random.nextInt(KEYS);
                Named there = expected.remove(name);
                if (there != null) {
                    table.remove(there);
                }
                if (there == null || random.nextBoolean()) {
                    Named entry = there == null || random.nextBoolean() ? new Named(name) : there;
                    table.add(entry);
                    expected.put(name, entry);
                }
            }

            for (int name = 0; name < KEYS; name++) {
                assertThat(find(name)).isSameAs(expected.get(name));
            }
            assertThat(oldestFirst()).containsExactlyElementsOf(expected.values());
            assertThat(table.size()).isEqualTo(expected.size());
        });
    }

    @Test
    void it_grows() {
        for (int name = 0; name < 10_000; name++) {
            table.add(new Named(name));
        }

        assertThat(oldestFirst())
                .hasSize(10_000)
                .extracting(entry -> entry.name)
                .isSorted();
        assertThat(find(9_999)).isSameAs(oldestFirst().get(9_999));
        assertThat(find(10_000)).isNull();
    }
}
