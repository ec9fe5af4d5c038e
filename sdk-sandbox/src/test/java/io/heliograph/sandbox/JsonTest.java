package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void numbersStayAsTheyWereWritten() throws IOException {
        Map<String, Object> object = Json.readObject(ByteString.encodeUtf8("""
                {"a":1,"b":1.0,"c":1e0,"d":-7,"e":99999999999999999999}"""));

        assertThat(object.values())
                .containsExactly(
                        new Json.Digits("1"),
                        new Json.Digits("1.0"),
                        new Json.Digits("1e0"),
                        new Json.Digits("-7"),
                        new Json.Digits("99999999999999999999"));
    }

    @Test
    void everyOtherTypeIsRead() throws IOException {
        Map<String, Object> object = Json.readObject(ByteString.encodeUtf8("""
                {"a":"x","b":true,"c":null,"d":["y",null],"e":{"f":[]}}"""));

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
    void whatIsNotOneObjectIsRefused(String text) {
        assertThatThrownBy(() -> Json.readObject(ByteString.encodeUtf8(text))).isInstanceOf(IOException.class);
    }

    @Test
    void malformedUtf8IsRefused() {
        ByteString bytes = ByteString.decodeHex("7b2261223a22ff227d");

        assertThatThrownBy(() -> Json.readObject(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> Json.readObject(ByteString.encodeUtf8(deep))).isInstanceOf(IOException.class);
    }

    @Test
    void nullsAreWritten() {
        Map<String, Object> map = new HashMap<>();
        map.put("a", null);

        assertThat(Json.write(map).utf8()).isEqualTo("{\"a\":null}");
    }
}
