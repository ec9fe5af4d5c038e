package io.heliograph.sandbox.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void numbers_stay_as_they_were_written() throws IOException {
        Map<String, Object> object = Json.readObject("""
                {"a":1,"b":1.0,"c":1e0,"d":-7,"e":99999999999999999999}""".getBytes(UTF_8));

        assertThat(object.values())
                .containsExactly(
                        new Json.Digits("1"),
                        new Json.Digits("1.0"),
                        new Json.Digits("1e0"),
                        new Json.Digits("-7"),
                        new Json.Digits("99999999999999999999"));
    }

    @Test
    void every_other_type_is_read() throws IOException {
        Map<String, Object> object = Json.readObject("""
                {"a":"x","b":true,"c":null,"d":["y",null],"e":{"f":[]}}""".getBytes(UTF_8));

        assertThat(object)
                .containsEntry("a", "x")
                .containsEntry("b", true)
                .containsEntry("c", null)
                .containsEntry("d", Arrays.asList("y", null))
                .containsKey("e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "null",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{}{}",
                "{} 1",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":1",
                "{\"a\" 1}",
                "// x\n{}"
            })
    void what_isnt_one_object_is_rejected(String text) {
        assertThatThrownBy(() -> Json.readObject(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void malformed_utf8_is_rejected() {
        byte[] bytes = HexFormat.of().parseHex("7b2261223a22ff227d");

        assertThatThrownBy(() -> Json.readObject(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void deep_nesting_is_rejected() {
        String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> Json.readObject(deep.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void nulls_are_written() {
        Map<String, Object> map = new HashMap<>();
        map.put("a", null);

        assertThat(Json.write(map)).isEqualTo("{\"a\":null}");
    }
}
