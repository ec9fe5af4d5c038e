package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value is the same in every format of a request. */
class WireValuesTest {
    private static RecordedRequest sent(String target, String type, String body) throws Exception {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(Behaviour.answer(200, "text/plain", ""));
            Request request = new Request.Builder()
                    .url(vendor.url() + target)
                    .header("Content-Type", type)
                    .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8)))
                    .build();
            new OkHttpClient().newCall(request).execute().close();
            return vendor.recorded().get(0);
        }
    }

    @ParameterizedTest
    @MethodSource("io.heliograph.testkit.TrickyTexts#all")
    void a_text_is_found_in_json_in_a_form_and_in_a_query(String text) throws Exception {
        String json = "{\"a\":[1,{\"b\":\"" + escaped(text) + "\"}]}";
        String field = "b=" + URLEncoder.encode(text, StandardCharsets.UTF_8);

        assertThat(WireValues.of(sent("/x", "application/json", json))).contains(text, "1");
        assertThat(WireValues.of(sent("/x", "application/x-www-form-urlencoded", "a=1&" + field)))
                .containsExactly("1", text);
        assertThat(WireValues.of(sent("/x", "application/json", "a=1&" + field)))
                .as("a form by its look")
                .containsExactly("1", text);
        assertThat(WireValues.of(sent("/x?a=1&" + field, "application/json", "")))
                .containsExactly("1", text);
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            json.append(
                    each < 0x20 || each > 0x7E
                            ? String.format("\\u%04x", (int) each)
                            : each == '"' || each == '\\' ? "\\" + each : each == '/' ? "\\/" : each);
        }
        return json.toString();
    }

    @Test
    void a_value_that_holds_another_is_not_that_one() throws Exception {
        assertThat(WireValues.of(sent("/x", "application/json", "{\"from\":\"ACME Ltd\"}")))
                .containsExactlyElementsOf(List.of("from", "ACME Ltd"));
    }
}
