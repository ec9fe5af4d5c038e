package io.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonListTest {
    private static final JsonBinding<Item> ITEM = JsonBinding.of(Item.class);

    static final class Item {
        @Nullable
        String id;
    }

    private static @Nullable List<@Nullable String> ids(String json) {
        List<@Nullable Item> items = ITEM.readList(json, "data", "items");
        return items == null
                ? null
                : items.stream().map(item -> item == null ? "-" : item.id).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"a\"},{\"id\":7}]",
                " \n[{\"id\":\"a\"},{\"id\":7}] ",
                "\uFEFF[{\"id\":\"a\"},{\"id\":7}]",
                "{\"data\":[{\"id\":\"a\"},{\"id\":7}]}",
                "{\"total\":2,\"items\":[{\"id\":\"a\"},{\"id\":7}],\"more\":{\"data\":[]}}",
                "{\"items\":[{\"id\":\"a\"},{\"id\":7}],\"data\":null}"
            })
    void a_list_is_the_document_or_stands_under_a_name(String json) {
        assertThat(ids(json)).containsExactly("a", "7");
    }

    @Test
    void what_isnt_an_object_keeps_its_place() {
        assertThat(ids("[{\"id\":\"a\"},null,7,[],{\"id\":\"b\"}]")).containsExactly("a", "-", "-", "-", "b");
    }

    @Test
    void an_empty_list_is_a_list() {
        assertThat(ids("[]")).isEmpty();
        assertThat(ids("{\"data\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "7",
                "null",
                "\"[]\"",
                "{\"data\":{}}",
                "{\"data\":7}",
                "{\"other\":[]}",
                "[{\"id\":\"a\"}",
                "{\"data\":[]",
                "[]x",
                "<html>"
            })
    void without_a_list_there_is_none(String json) {
        assertThat(ids(json)).isNull();
    }

    @Test
    void too_deep_a_document_is_none() {
        assertThat(ids("{\"other\":" + "[".repeat(2_000) + "]".repeat(2_000) + ",\"data\":[]}"))
                .isNull();
    }

    @Test
    void fields_are_texts_by_their_names() {
        assertThat(JsonBinding.texts().read("{\"a\":\"x\",\"b\":7,\"c\":{\"d\":1},\"e\":null,\"a\":\"y\"}"))
                .containsEntry("a", "y")
                .containsEntry("b", "7")
                .containsEntry("c", null)
                .containsEntry("e", null);
        assertThat(JsonBinding.texts().read("[]")).isNull();
        assertThat(JsonBinding.texts().read("{\"a\":")).isNull();
    }

    @Test
    void a_missing_field_is_an_empty_text() {
        assertThat(JsonBinding.orEmpty(null)).isEmpty();
        assertThat(JsonBinding.orEmpty("a")).isEqualTo("a");
    }
}
