package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final ApiClient api = new ApiClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages?page=2 | parameter that isn't known here; known are after, before, from",
                "messages?limit=0 | limit must be a whole number from 1 to 500",
                "messages?limit=501 | limit must be",
                "messages?limit=-1 | limit must be",
                "messages?limit=99999999999 | limit must be",
                "messages?before=x | before must be",
                "messages?after=yesterday | after must be the id of a message, or a time as 2026",
                "messages?after=2026-02-30T10:00:00Z | after must be",
                "messages?state=lost | state must be one of accepted, scheduled, sent, delivered, failed",
                "messages/1?to=1 | The query must be empty here",
                "recipients?to=1 | known are before, limit, q",
                "wait?timeout=5 | timeout must be a whole number of s or ms",
                "wait?timeout=61s | timeout must be at most 60s",
                "wait?timeout=60001ms | timeout must be at most 60s",
                "wait?timeout=-1s | timeout must be",
                "wait?count=3 | known are after, from, key, state, text, timeout, to, vendor",
                "code?key=1 | known are after, timeout, to",
                "requests?status=abc | status must be a whole number from 0 to 599",
                "requests?status=600 | status must be",
                "webhooks?limit=x | limit must be",
                "inbound?after=x | after must be",
                "sends?limit=x | limit must be",
                "vendors?x=1 | The query must be empty here",
                "faults/wavix?x=1 | The query must be empty here",
                "clock?x=1 | The query must be empty here",
                "events?x=1 | The query must be empty here",
                "openapi.json?x=1 | The query must be empty here"
            })
    void a_wrong_query_is_refused_with_what_would_be_right(String path, String error) {
        JsonResponse response = api.get("/api/" + path);

        assertThat(response.status()).as(response.body()).isEqualTo(400);
        assertThat(response.text("error")).contains(error);
    }

    @Test
    void a_stray_percent_sign_is_refused() {
        assertThat(Browser.raw(
                        sandbox.url(),
                        "GET /api/messages?to=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("A percent sign in the URL needs two hexadecimal digits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | messages/delete | {} | wrong or missing is ids",
                "POST | messages/delete | {\"ids\":[1]} | ids",
                "POST | messages/delete | {\"ids\":[\"x\"]} | ids",
                "POST | messages/delete | [] | wrong or missing is the body as a whole",
                "POST | messages/1/change | {} | wrong or missing is change",
                "POST | messages/1/change | {\"change\":\"lose\"} | change",
                "POST | messages/1/change | {\"change\":\"fail\"} | code",
                "POST | messages/1/change | {\"change\":\"fail\",\"code\":\"absent\"} | code must be that of a fault",
                "POST | messages/1/change | {\"change\":\"deliver\",\"code\":\"x\"} | code",
                "POST | messages/1/change | {\"change\":\"delay\"} | seconds",
                "POST | messages/1/change | {\"change\":\"delay\",\"seconds\":0} | seconds",
                "POST | messages/1/change | {\"change\":\"delay\",\"seconds\":1.5} | seconds",
                "POST | messages/1/change | {\"change\":\"deliver\",\"x\":1} | wrong or missing is x",
                "POST | replies | {\"from\":\"+66812345678\",\"to\":\"ACME\",\"text\":\"Hi\"} | vendor",
                "POST | replies | {\"vendor\":\"pigeon\",\"from\":\"+66812345678\",\"to\":\"A\",\"text\":\"Hi\"} | The vendors are wavix",
                "POST | replies | {\"vendor\":\"wavix\",\"from\":\"081\",\"to\":\"ACME\",\"text\":\"Hi\"} | from must be a plus sign",
                "POST | replies | {\"vendor\":\"thaibulk\",\"from\":\"+66812345678\",\"to\":\"A\",\"text\":\"Hi\"} | documents no messages",
                "PUT | webhooks/wavix | {\"url\":\"https://sms.example.com/\"} | localhost",
                "PUT | webhooks/wavix | {\"url\":\"no url\"} | url can't be used",
                "PUT | webhooks/wavix | http://localhost:1/ | the body as a whole",
                "PUT | webhooks/thaibulk | {\"url\":\"http://localhost:1/\"} | documents no webhooks",
                "PUT | faults/wavix | {\"fault\":\"fire\"} | fault must be one of none, outage, rate-limited, accept-then-hang",
                "PUT | faults/wavix | {\"fault\":\"outage\",\"times\":1} | times must be left out",
                "PUT | faults/wavix | {\"fault\":\"outage\",\"times\":0} | times must be a whole number from 1",
                "PUT | faults/wavix | {} | wrong or missing is fault",
                "PUT | clock | {} | one of the three",
                "PUT | clock | {\"fixed\":\"today\"} | fixed",
                "PUT | clock | {\"advance\":\"30s\"} | advance",
                "PUT | clock | {\"advance\":\"-PT30S\"} | advance",
                "PUT | clock | {\"mode\":\"stopped\"} | mode",
                "PUT | clock | {\"fixed\":\"2026-11-30T10:00:00Z\",\"mode\":\"system\"} | one of the three",
                "POST | reset | {\"to\":\" \"} | to",
                "POST | reset | {\"from\":\"1\"} | wrong or missing is from",
                "POST | sends | {\"outcome\":\"accepted\"} | wrong or missing is to",
                "POST | sends | {\"to\":\"+66812345678\",\"outcome\":\"sent\"} | outcome",
                "POST | sends | {\"to\":\"+66812345678\",\"outcome\":\"unknown\",\"attempts\":[{}]} | attempts.provider",
                "POST | sends | {\"to\":\"+66812345678\",\"outcome\":\"unknown\",\"segments\":\"1\"} | segments"
            })
    void a_wrong_body_is_refused_with_what_would_be_right(String method, String path, String body, String error) {
        api.wavix("+66812345678", "Hi");

        JsonResponse response = api.send(method, "/api/" + path, body);

        assertThat(response.status()).as(response.body()).isEqualTo(400);
        assertThat(response.text("error")).contains(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages/99",
                "messages/x",
                "messages/0",
                "messages/1/",
                "messages/",
                "requests/99",
                "requests/x",
                "faults/pigeon",
                "nothing",
                ""
            })
    void what_is_not_there_is_not_found(String path) {
        JsonResponse response = api.get("/api/" + path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text("error")).isNotBlank();
    }

    @Test
    void the_vendor_of_a_change_must_be_known() {
        assertThat(api.send("PUT", "/api/faults/pigeon", "{\"fault\":\"outage\"}")
                        .text("error"))
                .startsWith("The vendors are wavix, ");
        assertThat(api.send("PUT", "/api/webhooks/pigeon", "{\"url\":\"http://localhost:1/\"}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, messages, 'DELETE, GET'",
        "POST, messages/1, 'DELETE, GET'",
        "GET, messages/1/change, POST",
        "POST, wait, GET",
        "PATCH, faults/wavix, 'DELETE, GET, PUT'",
        "POST, clock, 'GET, PUT'",
        "GET, reset, POST",
        "POST, events, GET"
    })
    void another_method_is_refused_with_those_that_work(String method, String path, String allowed) {
        JsonResponse response = api.send(method, "/api/" + path, "{}");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused() {
        String big = "{\"to\":\"" + "6".repeat(1024 * 1024) + "\"}";

        assertThat(api.send("POST", "/api/reset", big).status()).isEqualTo(413);
        assertThat(api.send("POST", "/api/reset", big.repeat(5)).status()).isEqualTo(413);
    }
}
