package io.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heliograph.testing.Property;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBindingDocumentsTest {
    private static final String WHOLE = "{\"id\":\"m-1\",\"count\":3,\"ok\":true,\"price\":0.0075,\"error_code\":null,"
            + "\"inner\":{\"name\":\"รหัส \\ud83d\\ude00\",\"inner\":{\"name\":\"x\"},\"notes\":[\"a\",null]},"
            + "\"items\":[{\"name\":\"one\"},{\"name\":\"two\"}],\"tags\":[\"a\",\"b\"],\"unknown\":[{},[1e5,false]]}";

    private static Reply read(String json) {
        return Objects.requireNonNull(Reply.BINDING.read(json), "the document couldn't be read");
    }

    @Test
    void a_whole_document_is_bound_at_every_level() {
        Reply reply = read(WHOLE);

        assertThat(reply.id).isEqualTo("m-1");
        assertThat(reply.inner).isNotNull();
        assertThat(reply.inner.name).isEqualTo("รหัส \ud83d\ude00");
        assertThat(reply.inner.inner).isNotNull();
        assertThat(reply.inner.inner.name).isEqualTo("x");
        assertThat(reply.inner.notes).containsExactly("a", null);
        assertThat(reply.items)
                .extracting(item -> item == null ? null : item.name)
                .containsExactly("one", "two");
        assertThat(reply.tags).containsExactly("a", "b");
    }

    @Test
    void a_missing_field_is_null() {
        assertThat(read("{}")).usingRecursiveComparison().isEqualTo(new Reply());
    }

    @Test
    void an_explicit_null_is_null() {
        assertThat(
                        read(
                                "{\"id\":null,\"count\":null,\"ok\":null,\"price\":null,\"inner\":null,\"items\":null,\"tags\":null}"))
                .usingRecursiveComparison()
                .isEqualTo(new Reply());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "7", "true", "[]", "[{\"name\":\"x\"}]", "null"})
    void something_else_in_the_stead_of_an_object_is_null(String value) {
        Reply reply = read("{\"inner\":" + value + ",\"id\":\"after\"}");

        assertThat(reply.inner).isNull();
        assertThat(reply.id).isEqualTo("after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "7", "true", "{}", "{\"name\":\"x\"}", "null"})
    void something_else_in_the_stead_of_a_list_is_null(String value) {
        Reply reply = read("{\"items\":" + value + ",\"tags\":" + value + ",\"id\":\"after\"}");

        assertThat(reply.items).isNull();
        assertThat(reply.tags).isNull();
        assertThat(reply.id).isEqualTo("after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "7", "true", "[]", "null"})
    void something_else_inside_a_list_keeps_its_place_as_null(String value) {
        Reply reply = read("{\"items\":[{\"name\":\"one\"}," + value + ",{\"name\":\"three\"}]}");

        assertThat(reply.items)
                .extracting(item -> item == null ? "null" : item.name)
                .containsExactly("one", "null", "three");
    }

    @Test
    void any_scalar_inside_a_list_of_texts_is_a_text() {
        assertThat(read("{\"tags\":[1,true,\"x\",null,{},[]]}").tags)
                .containsExactly("1", "true", "x", null, null, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"inner\":{\"name\":{}}}", "{\"inner\":{\"name\":[1,[2]]}}", "{\"inner\":{\"inner\":\"x\"}}"})
    void a_wrong_shape_below_the_first_level_is_null_there(String json) {
        Reply reply = read(json);

        assertThat(reply.inner).isNotNull();
        assertThat(reply.inner.name).isNull();
        assertThat(reply.inner.inner).isNull();
    }

    @Test
    void unknown_fields_are_left_aside() {
        Reply reply = read("{\"a\":{\"id\":\"no\"},\"b\":[[{}]],\"\":1,\"ID\":\"no\",\"id\":\"m-1\",\"c\":null}");

        assertThat(reply.id).isEqualTo("m-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "null",
                "7",
                "true",
                "\"m-1\"",
                "[]",
                "[{\"id\":\"m-1\"}]",
                "OK",
                "id=m-1",
                "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>",
                "<?xml version=\"1.0\"?><id>m-1</id>",
                "{id:\"m-1\"}",
                "{'id':'m-1'}",
                "{\"id\":\"m-1\",}",
                "{\"id\":m-1}",
                "{\"count\":007}",
                "{\"price\":NaN}",
                "{\"id\":\"m-1\"",
                "{\"id\"}",
                "}",
                "{\"id\":\"\\x\"}",
                "{\"id\":\"\\u12\"}"
            })
    void what_is_no_json_object_is_null(String text) {
        assertThat(Reply.BINDING.read(text)).isNull();
    }

    @Test
    void a_byte_order_mark_before_the_document_is_left_aside() {
        assertThat(read("\ufeff{\"id\":\"m-1\"}").id).isEqualTo("m-1");
    }

    @Test
    void every_document_that_is_cut_is_null() {
        byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            String cut = new String(bytes, 0, length, StandardCharsets.UTF_8);

            assertThat(Reply.BINDING.read(cut)).as("the first %d bytes", length).isNull();
        }
    }

    @Test
    void a_spoiled_document_gives_null_or_a_value_and_never_throws() {
        Property.check(3_000, random -> {
            StringBuilder spoiled = new StringBuilder(WHOLE);
            for (int i = 0; i <= random.nextInt(4); i++) {
                int place = random.nextInt(spoiled.length());
                spoiled.replace(
                        place,
                        Math.min(spoiled.length(), place + random.nextInt(6)),
                        Property.text(random, "{}[]\":,\\u0019.eE+-tfn \ud83d\u0000\ufeff'/*#", 0, 4));
            }
            assertThatCode(() -> Reply.BINDING.read(spoiled.toString()))
                    .as("%s", spoiled)
                    .doesNotThrowAnyException();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "id", "count", "inner", "items", "tags"})
    void lists_that_nest_ten_thousand_levels_deep_are_null(String field) {
        String json = "{\"" + field + "\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(Reply.BINDING.read(json)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inner", "unknown"})
    void objects_that_nest_ten_thousand_levels_deep_are_null(String field) {
        String json = ("{\"" + field + "\":").repeat(10_000) + "1" + "}".repeat(10_000);

        assertThat(Reply.BINDING.read(json)).isNull();
    }

    /** A response with numbers of types that our vendors don't use so far. */
    static final class WithWideNumbers {
        @Nullable
        Long time;

        @Nullable
        Double share;

        @Nullable
        String id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "{}", "[]", "true", "1e999", "99999999999999999999999"})
    void a_wrong_value_of_any_type_of_number_does_not_spoil_the_document(String value) {
        WithWideNumbers reply = JsonBinding.of(WithWideNumbers.class)
                .read("{\"time\":" + value + ",\"share\":" + value + ",\"id\":\"m-1\"}");

        assertThat(reply).isNotNull();
        assertThat(reply.id).isEqualTo("m-1");
    }

    /** A response whose field names the vendor chooses. */
    static final class WithMap {
        @Nullable
        Map<String, @Nullable String> errors;

        @Nullable
        List<@Nullable Map<String, @Nullable String>> rows;

        @Nullable
        String id;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "[]", "7", "null"})
    void something_else_in_the_stead_of_a_map_is_null(String value) {
        WithMap reply =
                JsonBinding.of(WithMap.class).read("{\"errors\":" + value + ",\"rows\":[" + value + "],\"id\":1}");

        assertThat(reply).isNotNull();
        assertThat(reply.errors).isNull();
        assertThat(reply.rows).hasSize(1).containsOnlyNulls();
        assertThat(reply.id).isEqualTo("1");
    }

    @Test
    void a_name_that_stands_twice_in_a_map_does_not_spoil_the_document() {
        WithMap reply = JsonBinding.of(WithMap.class).read("{\"errors\":{\"to\":\"a\",\"to\":\"b\"},\"id\":\"m-1\"}");

        assertThat(reply).isNotNull();
        assertThat(reply.id).isEqualTo("m-1");
    }
}
