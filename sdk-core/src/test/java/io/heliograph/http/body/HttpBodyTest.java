package io.heliograph.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.json.JsonBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpBodyTest {
    private static String text(HttpBody body) {
        return new String(body.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_form_keeps_its_order_leaves_out_null_and_sends_an_empty_text() {
        FormBody form = FormBody.builder()
                .add("b", "2")
                .add("a", null)
                .add("a", "")
                .add("b", "1")
                .build();

        assertThat(text(form)).isEqualTo("b=2&a=&b=1").isEqualTo(form.encoded());
        assertThat(form.contentType()).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void a_form_escapes_what_would_end_a_field() {
        FormBody form = FormBody.builder()
                .add("Te xt", "a&b=c+d %41\n\uD83D\uDE00*-._~")
                .build();

        assertThat(form.encoded()).isEqualTo("Te+xt=a%26b%3Dc%2Bd+%2541%0A%F0%9F%98%80*-._%7E");
    }

    @Test
    void a_form_shows_how_many_fields_it_has_and_none_of_them() {
        assertThat(FormBody.builder().add("to", "447537151866").build()).hasToString("FormBody[1 fields]");
    }

    @Test
    void json_is_the_bytes_that_go_out_with_its_nulls() {
        JsonBody json = writer -> writer.beginObject()
                .name("text")
                .value("é")
                .name("from")
                .nullValue()
                .endObject();

        assertThat(text(json)).isEqualTo("{\"text\":\"é\",\"from\":null}");
        assertThat(json.contentType()).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void bytes_are_what_they_were_when_they_were_handed_in() {
        byte[] bytes = {1, 2};
        HttpBody body = HttpBody.of("application/octet-stream", bytes);
        bytes[0] = 9;

        assertThat(body.toBytes()).containsExactly(1, 2);
        assertThat(body).hasToString("HttpBody[2 bytes]");
    }

    @Test
    void a_text_says_that_it_is_utf_8() {
        HttpBody body = HttpBody.text("application/xml", "<a>é</a>");

        assertThat(text(body)).isEqualTo("<a>é</a>");
        assertThat(body.contentType()).isEqualTo("application/xml; charset=utf-8");
    }
}
