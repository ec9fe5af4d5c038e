package io.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items of a list that keep their own JSON. */
class JsonItemTest {
    private static final JsonBinding<JsonItem<Row>> ROWS = JsonBinding.withJson(Row.class);

    static final class Row {
        @Nullable
        String id;
    }

    static final class Wrapped {
        @Nullable
        List<@Nullable JsonItem<Row>> data;

        @Nullable
        Wrapped result;
    }

    private static List<@Nullable JsonItem<Row>> rows(String json) {
        return Objects.requireNonNull(ROWS.readList(json, "items"));
    }

    @Test
    void each_item_has_its_own_json_byte_for_byte() {
        String first = "{ \"id\" : \"a\",\"more\":{\"x\":[1,2,\"]}\"]},\"text\":\"\\u0e2a \\\"quoted\\\" {\"}";
        String second = "{\"id\":17 }";

        List<@Nullable JsonItem<Row>> rows = rows("{\"total\":2,\"items\":[ " + first + " ,\n" + second + "]}");

        assertThat(rows).extracting(row -> Objects.requireNonNull(row).json()).containsExactly(first, second);
        assertThat(rows)
                .extracting(row -> Objects.requireNonNull(row).value().id)
                .containsExactly("a", "17");
    }

    @Test
    void the_whole_document_may_be_the_list() {
        assertThat(rows("\uFEFF[{\"id\":\"a\"}]"))
                .extracting(row -> Objects.requireNonNull(row).json())
                .containsExactly("{\"id\":\"a\"}");
    }

    @Test
    void what_is_no_object_is_null_and_the_others_stay() {
        assertThat(rows("[null,5,-1.5e3,\"x\",true,[],{\"id\":\"a\"}]"))
                .hasSize(7)
                .filteredOn(Objects::nonNull)
                .extracting(row -> Objects.requireNonNull(row).json())
                .containsExactly("{\"id\":\"a\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":\"a\"},{\"id\":\"b\"",
                "[{\"id\":\"a\"},{\"id\":}]",
                "[{\"id\":\"a\"}]x",
                "{\"items\":[{\"id\":\"a\"}",
                "{\"items\":\"none\"}",
                "{}",
                "<html>",
                ""
            })
    void a_list_that_cannot_be_read_is_null(String json) {
        assertThat(ROWS.readList(json, "items")).isNull();
    }

    @Test
    void a_field_may_hold_such_a_list_at_any_depth() {
        Wrapped wrapped = Objects.requireNonNull(
                JsonBinding.of(Wrapped.class).read("{\"result\":{\"data\":[{\"id\":\"a\"}, 5]}}"));

        List<@Nullable JsonItem<Row>> rows = Objects.requireNonNull(Objects.requireNonNull(wrapped.result).data);
        assertThat(rows).hasSize(2);
        assertThat(Objects.requireNonNull(rows.get(0)).json()).isEqualTo("{\"id\":\"a\"}");
        assertThat(rows.get(1)).isNull();
    }

    @Test
    void it_shows_nothing_of_what_it_holds() {
        assertThat(rows("[{\"id\":\"+66812345678\"}]")).hasToString("[JsonItem[21 characters]]");
    }
}
