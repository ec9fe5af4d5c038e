package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.HttpResponse;
import io.heliograph.http.Replies;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {
    private static final Message WITHOUT_ID =
            Message.builder(MessageId.unknown("test"), Status.QUEUED).build();
    private static final Message WITH_ID =
            Message.builder(new MessageId("test", "m-1"), Status.QUEUED).build();

    private static SendResult json(String body) {
        return Acceptance.of(Replies.withBody(201, body, "Content-Type", "application/json"), WITHOUT_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false}",
                "{\"success\":\"False\"}",
                "{\"success\":0}",
                "{\"Success\":false,\"message\":\"Insufficient funds\"}",
                "{\"success\":true,\"error\":\"no\"}",
                "{\"error\":true}",
                "{\"error\":\"insufficient balance\"}",
                "{\"error\":{\"code\":1}}",
                "{\"errors\":[{\"message\":\"no credit\"}]}",
                "{\"error_code\":\"E1\"}",
                "{\"code\":33023,\"message\":\"not allowed\"}",
                "{\"code\":\"33028\"}",
                "{\"message\":\"Insufficient funds\"}",
                "{\"status\":\"error\",\"message\":\"no credit\"}",
                "{\"status\":403}",
                "{\"data\":{\"status\":\"FAILED\"}}",
                "{\"result\":{\"success\":false}}",
                "\uFEFF{\"success\":false}",
                "{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403}"
            })
    void an_error_without_a_message_is_no_acceptance(String body) {
        assertThat(json(body)).isEqualTo(new SendResult.Unknown("HTTP 201 with an error in it, and without a message"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"success\":true,\"message\":\"queued\"}",
                "{\"success\":true,\"data\":{\"message\":\"Your code is 482910\"}}",
                "{\"status\":\"queued\",\"message\":\"Message accepted\"}",
                "{\"code\":200,\"message\":\"Sent\"}",
                "{\"code\":\"SUCCESS\",\"message\":\"it is on its way\"}",
                "{\"error\":null,\"errors\":[],\"code\":0,\"message\":\"\"}",
                "{\"error\":false,\"code\":\"200\"}",
                "{\"error\":{},\"message\":[],\"code\":[]}",
                "{\"status\":\"queued\"}",
                "{\"status\":202}",
                "{\"success\":false",
                "{\"error\":\"a\",\"error\":\"b\"}",
                "{\"error\":1e999999999}"
            })
    void what_says_nothing_or_cannot_be_read_is_accepted(String body) {
        assertThat(json(body)).isEqualTo(new SendResult.Accepted(WITHOUT_ID));
    }

    @Test
    void a_message_in_the_response_is_an_acceptance_whatever_else_it_has() {
        HttpResponse response = Replies.withBody(200, "{\"id\":\"m-1\",\"error\":\"no\"}", "Content-Type", "text/html");

        assertThat(Acceptance.of(response, WITH_ID)).isEqualTo(new SendResult.Accepted(WITH_ID));
        assertThat(Acceptance.of(response, WITH_ID, false)).isInstanceOf(SendResult.Unknown.class);
        assertThat(Acceptance.of(response, WITHOUT_ID, true)).isInstanceOf(SendResult.Accepted.class);
    }

    @Test
    void a_failure_of_a_message_stays_one_and_one_of_no_message_is_about_anything() {
        String body = "{\"status\":\"FAILED\",\"message\":\"upstream timed out\"}";
        Message nameless =
                Message.builder(MessageId.unknown("test"), Status.FAILED).build();
        Message named =
                Message.builder(new MessageId("test", "m-1"), Status.FAILED).build();

        assertThat(Acceptance.of(Replies.withBody(200, body), nameless)).isInstanceOf(SendResult.Unknown.class);
        assertThat(Acceptance.of(Replies.withBody(200, body), named)).isEqualTo(new SendResult.Accepted(named));
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8, <html>Log in</html>, text/html",
        "text/html, '', text/html",
        "application/xhtml+xml, whatever, application/xhtml+xml",
        "application/json, <!DOCTYPE html><p>Log in</p>, application/json",
        "text/plain, ' \n<html>', text/plain",
        ", <html>, no content type"
    })
    void a_page_is_no_response_of_an_api(String type, String body, String named) {
        HttpResponse response =
                type == null ? Replies.withBody(200, body) : Replies.withBody(200, body, "Content-Type", type);

        assertThat(Acceptance.of(response, WITHOUT_ID))
                .isEqualTo(new SendResult.Unknown("HTTP 200 with a page (" + named
                        + "), which isn't the vendor's API: a captive portal, or a wrong base-url"));
    }

    @Test
    void a_body_that_broke_off_is_accepted_where_its_type_is_an_apis() {
        assertThat(Acceptance.of(Replies.cut(200, "{\"succ", "Content-Type", "application/json"), WITHOUT_ID))
                .isInstanceOf(SendResult.Accepted.class);
        assertThat(Acceptance.of(Replies.cut(200, "<htm", "Content-Type", "text/html"), WITHOUT_ID))
                .isInstanceOf(SendResult.Unknown.class);
    }
}
