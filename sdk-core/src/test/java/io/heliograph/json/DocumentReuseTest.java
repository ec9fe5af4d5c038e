package io.heliograph.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonWriter;
import io.heliograph.testing.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One reader and one writer of Moshi for many documents: each document is as if it had its own. */
class DocumentReuseTest {
    private static final List<String> DOCUMENTS = List.of(
            "{}",
            "{\"id\":\"a\",\"price\":0.5,\"tags\":[\"x\",\"y\"]}",
            "{\"inner\":{\"name\":\"n\",\"notes\":[]}} \r\n\t",
            "{\"id\":\"a\"",
            "{\"id\":\"a\"}{\"id\":\"b\"}",
            "{\"id\":\"a\"} x",
            "{\"id\":\"a\"}/* no comment */",
            "{'id':'a'}",
            "{id:1}",
            "{\"id\";1}",
            "{\"count\":NaN}",
            "{\"count\":[1,2,{}]}",
            "{\"items\":[{\"name\":1},null,3]}",
            " {\"id\":\"after a blank\"}",
            "// comment\n{}",
            "[]",
            "3",
            "",
            "{".repeat(300),
            "{\"x\":".repeat(200) + "1" + "}".repeat(200));

    @Test
    void a_document_is_read_alike_whatever_was_read_before() {
        Property.check(3_000, random -> {
            String document = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));

            Reply read = Reply.BINDING.read(document.getBytes(StandardCharsets.UTF_8));

            assertThat(read).usingRecursiveComparison().isEqualTo(Reply.BINDING.read(document));
        });
    }

    @Test
    void an_item_with_its_json_is_read_alike() {
        JsonBinding<JsonItem<Reply>> items = JsonBinding.withJson(Reply.class);
        byte[] document = "{\"id\":\"a\",\"inner\":{}} ".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            JsonItem<Reply> item = items.read(document);

            assertThat(item).isNotNull();
            assertThat(item.json()).isEqualTo("{\"id\":\"a\",\"inner\":{}}");
            assertThat(Reply.BINDING.read(document)).isNotNull();
        }
    }

    @Test
    void a_body_is_written_alike_whatever_was_written_before() {
        Property.check(3_000, random -> {
            JsonBody body = body(random);

            assertThat(written(body)).isEqualTo(plainly(body));
        });
    }

    private static JsonBody body(Random random) {
        List<JsonBody> bodies = List.of(
                json -> json.beginObject()
                        .name("a")
                        .value("é")
                        .name("n")
                        .nullValue()
                        .endObject(),
                json -> json.beginArray().value(1).beginObject().endObject().endArray(),
                json -> json.value("alone"),
                json -> json.nullValue(),
                json -> {},
                json -> {
                    json.setSerializeNulls(false);
                    json.beginObject().name("a").value(1).name("n").nullValue().endObject();
                },
                json -> json.beginObject().name("open").beginObject(),
                json -> json.beginObject().name("").value("").endObject(),
                json -> {
                    json.setLenient(true);
                    json.value(Double.NaN);
                });
        return bodies.get(random.nextInt(bodies.size()));
    }

    @Test
    void a_body_that_isnt_one_document_is_rejected_and_the_next_is_written() {
        List<JsonBody> wrong = List.of(
                json -> json.beginObject().endObject().beginObject(),
                json -> json.value(1).value(2),
                json -> json.name("a"),
                json -> json.beginObject().endObject().name("a"),
                json -> json.beginObject().endObject().endObject(),
                json -> json.value(Double.NaN),
                JsonWriter::close);
        for (JsonBody body : wrong) {
            assertThatThrownBy(() -> plainly(body)).isInstanceOfAny(RuntimeException.class, IOException.class);
            assertThatThrownBy(() -> written(body)).isInstanceOfAny(RuntimeException.class, IOException.class);
            assertThat(written(json -> json.beginObject().endObject())).isEqualTo("{}");
        }
    }

    @Test
    void a_body_with_an_indent_is_rejected() {
        JsonBody indented = json -> {
            json.setIndent("  ");
            json.beginArray().value(1).endArray();
        };

        assertThatThrownBy(() -> written(indented)).isInstanceOf(IllegalStateException.class);
        assertThat(written(json -> json.beginArray().endArray())).isEqualTo("[]");
    }

    private static String written(JsonBody body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String plainly(JsonBody body) {
        Buffer content = new Buffer();
        JsonWriter json = JsonWriter.of(content);
        json.setSerializeNulls(true);
        try {
            body.writeTo(json);
            json.flush();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return content.readUtf8();
    }

    @Test
    void an_amount_is_read_as_its_digits_say() {
        Property.check(20_000, random -> {
            String text = Property.text(random, "0123456789.", 0, 20);

            Reply read = Reply.BINDING.read("{\"price\":\"" + text + "\"}");

            assertThat(read).isNotNull();
            assertThat(read.price).isEqualTo(number(text));
        });
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
