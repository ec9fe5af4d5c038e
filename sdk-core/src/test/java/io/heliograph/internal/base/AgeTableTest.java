package io.heliograph.internal.base;

import static io.heliograph.internal.base.AgeTable.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testing.Property;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgeTableTest {
    private static final int KEYS = 40;

    private final Words words = new Words();
    private final PackedWriter writer = new PackedWriter(words);

    /** Its objects are texts, and so are its bytes; what they begin with is the name. */
    private final AgeTable<String> table = new AgeTable<>();

    private final Map<Integer, String> expected = new LinkedHashMap<>();

    /** Several names have one hash, and several hashes begin at one slot. */
    private static int hash(int name) {
        return name % 13 * 1_024;
    }

    private PackedWriter written(String text) {
        writer.clear().text(text);
        return writer;
    }

    private String content(AgeTable<String> from, int entry) {
        String object = from.object(entry);
        return object != null ? object : new PackedReader(words, from.bytes(entry)).text();
    }

    private int find(AgeTable<String> in, int name) {
        int entry = in.withHash(hash(name));
        while (entry != NONE && !content(in, entry).startsWith(name + ":")) {
            entry = in.withSameHash(entry);
        }
        return entry;
    }

    private @Nullable String found(AgeTable<String> in, int name) {
        int entry = find(in, name);
        return entry == NONE ? null : content(in, entry);
    }

    private List<String> oldestFirst(AgeTable<String> in) {
        List<String> all = new ArrayList<>();
        for (int entry = in.oldest(); entry != NONE; entry = in.newer(entry)) {
            all.add(content(in, entry));
        }
        return all;
    }

    /** A text of none, one or many blocks' lengths. */
    private static String text(int name, Random random) {
        return name + ":" + "x".repeat(random.nextInt(random.nextBoolean() ? 80 : 400));
    }

    @SuppressWarnings("NullAway")
    private static PackedWriter nothing() {
        return null;
    }

    @Test
    void a_replacement_that_fails_changes_nothing() {
        table.add(hash(1), 1, written("1:before"));
        table.add(hash(2), 2, written("2:before"));
        PackedWriter broken = nothing();

        assertThatThrownBy(() -> table.replace(find(table, 1), broken)).isInstanceOf(NullPointerException.class);
        table.add(hash(3), 3, written("3:another that could get its place"));

        assertThat(found(table, 1)).isEqualTo("1:before");
        assertThat(found(table, 2)).isEqualTo("2:before");
    }

    private void add(int name, Random random) {
        String text = text(name, random);
        if (random.nextBoolean()) {
            table.add(hash(name), -name, text);
        } else {
            table.add(hash(name), -name, written(text));
        }
        assertThat(table.time(find(table, name))).isEqualTo(-name);
        expected.put(name, text);
    }

    private void replace(int name, Random random) {
        String text = text(name, random);
        if (random.nextBoolean()) {
            table.replace(find(table, name), text);
        } else {
            table.replace(find(table, name), written(text));
        }
        expected.put(name, text);
    }

    private void remove(int name) {
        table.remove(find(table, name));
        expected.remove(name);
    }

    private void check() {
        for (int name = 0; name < KEYS; name++) {
            assertThat(found(table, name)).isEqualTo(expected.get(name));
        }
        assertThat(oldestFirst(table)).containsExactlyElementsOf(expected.values());
        assertThat(table.size()).isEqualTo(expected.size());
    }

    @Test
    void it_finds_what_a_linked_hash_map_finds_in_the_same_order() {
        Property.check(300, random -> {
            for (int i = 0; i < 100; i++) {
                int name = random.nextInt(KEYS);
                if (!expected.containsKey(name)) {
                    add(name, random);
                } else if (random.nextBoolean()) {
                    replace(name, random);
                } else {
                    remove(name);
                }
            }

            check();
        });
    }

    @Test
    void an_entry_that_moves_to_another_table_is_the_newest_there() {
        Property.check(50, random -> {
            AgeTable<String> other = new AgeTable<>();
            List<String> moved = new ArrayList<>();
            for (int name = 0; name < KEYS; name++) {
                if (!expected.containsKey(name)) {
                    add(name, random);
                }
            }
            for (Iterator<Map.Entry<Integer, String>> all = expected.entrySet().iterator(); all.hasNext(); ) {
                Map.Entry<Integer, String> each = all.next();
                if (random.nextBoolean()) {
                    other.moveFrom(table, find(table, each.getKey()));
                    moved.add(each.getValue());
                    all.remove();
                    assertThat(other.time(find(other, each.getKey()))).isEqualTo(-each.getKey());
                }
            }

            check();
            assertThat(oldestFirst(other)).containsExactlyElementsOf(moved);
        });
    }

    @Test
    void it_grows() {
        for (int name = 0; name < 10_000; name++) {
            table.add(name, name * 1_000_000_000_000L, written(name + ":" + "x".repeat(name % 100)));
        }

        int last = table.withHash(9_999);
        assertThat(oldestFirst(table)).hasSize(10_000);
        assertThat(content(table, last)).isEqualTo("9999:" + "x".repeat(99));
        assertThat(table.time(last)).isEqualTo(9_999_000_000_000_000L);
        assertThat(table.newer(last)).isEqualTo(NONE);
        assertThat(table.withHash(10_000)).isEqualTo(NONE);
    }

    @Test
    void what_is_removed_makes_room_for_what_is_added() {
        for (int name = 0; name < 300; name++) {
            table.add(name, 0, written("x".repeat(90)));
        }
        int max = 0;
        for (int name = 300; name < 5_000; name++) {
            table.remove(table.oldest());
            table.add(name, 0, written("x".repeat(90)));
            max = Math.max(max, table.withHash(name));
        }

        assertThat(max).isLessThan(300);
        assertThat(table.size()).isEqualTo(300);
    }
}
