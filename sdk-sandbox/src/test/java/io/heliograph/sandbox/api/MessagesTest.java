package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.MessageStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final ApiClient api = new ApiClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void messages_are_listed_newest_first_with_their_state_price_and_code() {
        String id = api.wavix("+66812345678", "Your code is 482-913");
        clock.advance(Duration.ofSeconds(2));
        api.wavix("+66812345679", "Hi");

        assertThat(api.messages("", "id")).containsExactly("2", "1");
        Map<String, Object> first = api.messages("").get(1);
        assertThat(first)
                .containsEntry("vendor", "wavix")
                .containsEntry("vendorId", id)
                .containsEntry("to", "+66812345678")
                .containsEntry("from", "ACME")
                .containsEntry("text", "Your code is 482-913")
                .containsEntry("state", "delivered")
                .containsEntry("status", "delivered")
                .containsEntry("acceptedAt", "2026-03-01T12:00:00.250Z")
                .containsEntry("encoding", "GSM-7")
                .containsEntry("segments", 1.0)
                .containsEntry("price", Map.of("amount", "0.0075", "unit", "USD"))
                .containsEntry("codes", List.of("482913"))
                .containsEntry("media", List.of())
                .containsEntry("encrypted", false)
                .containsEntry("error", null)
                .containsEntry("key", null);
    }

    /** A clock that goes on with each look at it. */
    private static Clock tickingFrom(int millis) {
        AtomicLong looks = new AtomicLong(millis);
        return new Clock() {
            @Override
            public Instant instant() {
                return TestClock.START.plusMillis(looks.incrementAndGet());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void what_is_found_by_its_state_is_shown_in_it(int millis) {
        try (Sandbox ticking = Sandbox.builder()
                .clock(tickingFrom(millis))
                .deliverAfter(Duration.ofMillis(40))
                .start()) {
            new ApiClient(ticking).wavix("+66812345678", "Hi");
            List<InboxMessage> found;
            do {
                found = ticking.messages().find(InboxQuery.any().status(MessageStatus.ACCEPTED));
                assertThat(found).extracting(InboxMessage::state).isSubsetOf("accepted", "pending");
            } while (!found.isEmpty());
        }
    }

    @Test
    void pages_follow_each_other_until_the_oldest() {
        for (int i = 1; i <= 5; i++) {
            api.wavix("+66812345678", "text " + i);
        }

        List<Object> ids = new ArrayList<>();
        Object before = "";
        int pages = 0;
        while (before != null) {
            JsonResponse page = api.get("/api/messages?limit=2&before=" + before);
            assertThat(page.json()).containsEntry("total", 5.0);
            page.objects("messages").forEach(message -> ids.add(message.get("id")));
            before = page.json().get("before");
            pages++;
        }

        assertThat(ids).containsExactly("5", "4", "3", "2", "1");
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "?to=%2B66812345678, 1 3",
        "?to=66812345678, 1 3",
        "?to=+66812345678, 1 3",
        "?to=%2B66812*, 1 2 3",
        "?to=%2B6681234567, ''",
        "?from=ACME, 1 2",
        "?vendor=androidgateway, 3",
        "?text=CODE, 1 3",
        "?text=code&vendor=wavix, 1",
        "?q=45679, 2",
        "?q=m-1, 3",
        "?state=delivered, 1 2",
        "?state=accepted, 3",
        "?after=2, 3",
        "?after=2026-03-01T12:00:00.250Z, 3",
        "?after=2026-03-01T19:00:00%2B07:00, 1 2 3"
    })
    void a_filter_keeps_what_fits(String query, String ids) {
        api.wavix("+66812345678", "Your code is 482913");
        api.wavix("+66812345679", "Hello");
        clock.advance(Duration.ofSeconds(2));
        Browser.postAndroid(sandbox, "", """
                {"id":"m-1","message":"Code 1234","phoneNumbers":["+66812345678"]}""");

        List<Object> found = new ArrayList<>(api.messages(query, "id"));
        found.sort(null);
        assertThat(found).isEqualTo(ids.isEmpty() ? List.of() : List.of((Object[]) ids.split(" ")));
        assertThat(api.get("/api/messages" + query + "&limit=1").json()).containsEntry("total", (double) found.size());
    }

    @Test
    void the_detail_has_the_timeline_past_and_to_come() {
        api.wavix("+66812340003", "Hi");
        clock.advance(Duration.ofMillis(800));

        List<Map<String, Object>> timeline = api.get("/api/messages/1").objects("timeline");

        assertThat(timeline)
                .extracting(step -> step.get("state"))
                .containsExactly("accepted", "pending", "sent", "undelivered");
        assertThat(timeline).extracting(step -> step.get("past")).containsExactly(true, true, true, false);
        assertThat(timeline.get(3))
                .containsEntry("at", "2026-03-01T12:00:01.750Z")
                .containsEntry("status", "failed")
                .containsEntry("error", "Messaging is not supported by the destination carrier or handset");
    }

    @Test
    void the_detail_has_the_parts_and_what_forces_ucs_2() {
        api.wavix("+66812345678", "It\u2019s \u201ctwo\u201d parts\u2026 " + "x".repeat(70));

        JsonResponse detail = api.get("/api/messages/1");

        assertThat(detail.text("encoding")).isEqualTo("UCS-2");
        assertThat(detail.json()).containsEntry("unitsPerPart", 67.0);
        List<Map<String, Object>> parts = detail.objects("parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0)).containsEntry("units", 67.0);
        assertThat(parts.get(0).get("text") + "" + parts.get(1).get("text")).isEqualTo(detail.text("text"));
        assertThat(detail.objects("forcing"))
                .extracting(forced -> forced.get("codePoint") + " " + forced.get("count"))
                .containsExactly("U+2019 1.0", "U+201C 1.0", "U+201D 1.0", "U+2026 1.0");
        assertThat(detail.objects("forcing").get(0))
                .containsEntry("character", "\u2019")
                .containsEntry("name", "RIGHT SINGLE QUOTATION MARK");
        assertThat(detail.object("smart"))
                .containsEntry("encoding", "GSM-7")
                .containsEntry("segments", 1.0)
                .containsEntry("replaced", 4.0);
    }

    @Test
    void an_encrypted_message_has_neither_parts_nor_codes() {
        JsonResponse sent = Browser.postAndroid(sandbox, "", """
                {"message":"$aes-256-cbc/pbkdf2-sha1$i=75000$c2FsdHNhbHRzYWx0c2FsdA==$MTIzNDU2Nzg5MDEyMzQ1Ng==",
                 "phoneNumbers":["$aes-256-cbc/pbkdf2-sha1$i=75000$c2FsdHNhbHRzYWx0c2FsdA==$MTIzNDU2Nzg5MDEyMzQ1Ng=="],
                 "isEncrypted":true}""");
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);

        assertThat(api.get("/api/messages/1").json())
                .containsEntry("encoding", "encrypted")
                .containsEntry("codes", List.of())
                .containsEntry("parts", List.of())
                .containsEntry("smart", null);
    }

    @Test
    void the_detail_has_the_request_that_made_it() {
        api.wavix("+66812345678", "Hi");

        Map<String, Object> request = api.get("/api/messages/1").object("request");

        assertThat(request)
                .containsEntry("method", "POST")
                .containsEntry("path", "/v3/messages")
                .containsEntry("status", 201.0)
                .containsEntry("messages", List.of("1"));
        assertThat((String) request.get("requestBody")).contains("message_body");
    }

    @Test
    void a_message_is_failed_by_hand_for_a_reason_of_the_vendor() {
        api.wavix("+66812345678", "Hi");
        Map<String, Object> failure =
                api.get("/api/messages/1").objects("failures").get(0);

        JsonResponse changed = api.ok(
                "POST",
                "/api/messages/1/change",
                "{\"change\":\"fail\",\"code\":\"%s\"}".formatted(failure.get("code")));

        assertThat(changed.text("status")).isEqualTo("failed");
        assertThat(Browser.getWavix(sandbox, changed.text("vendorId")).json())
                .containsEntry("status", changed.text("state"));
        assertThat(api.send("POST", "/api/messages/1/change", "{\"change\":\"deliver\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void recipients_come_with_their_newest_message_first() {
        api.wavix("+66812345678", "one");
        api.wavix("+66812345679", "two");
        api.wavix("+66812345678", "three");

        JsonResponse all = api.get("/api/recipients");
        assertThat(all.objects("recipients"))
                .extracting(recipient -> recipient.get("to") + " " + recipient.get("count"))
                .containsExactly("+66812345678 2.0", "+66812345679 1.0");
        assertThat(all.objects("recipients").get(0).get("last")).asString().contains("three");

        JsonResponse page = api.get("/api/recipients?limit=1");
        assertThat(page.objects("recipients")).hasSize(1);
        assertThat(api.get("/api/recipients?limit=1&before=" + page.text("before"))
                        .objects("recipients"))
                .extracting(recipient -> recipient.get("to"))
                .containsExactly("+66812345679");
        assertThat(api.get("/api/recipients?q=two").objects("recipients")).hasSize(1);
    }

    @Test
    void messages_are_deleted_by_id_by_ids_and_by_filter() {
        for (int i = 1; i <= 5; i++) {
            api.wavix("+6681234567" + i, "text " + i);
        }

        assertThat(api.ok("DELETE", "/api/messages/1", "").body()).isEqualTo("{\"deleted\":1}");
        assertThat(api.ok("POST", "/api/messages/delete", "{\"ids\":[\"2\",\"1\",\"99\"]}")
                        .body())
                .isEqualTo("{\"deleted\":1}");
        assertThat(api.ok("DELETE", "/api/messages?text=text%203", "").body()).isEqualTo("{\"deleted\":1}");
        assertThat(api.messages("", "id")).containsExactly("5", "4");
        assertThat(api.get("/api/messages/1").status()).isEqualTo(404);
        assertThat(api.get("/api/recipients").objects("recipients")).hasSize(2);

        assertThat(api.ok("DELETE", "/api/messages", "").body()).isEqualTo("{\"deleted\":2}");
        assertThat(api.messages("")).isEmpty();
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void the_oldest_messages_and_requests_go_when_there_are_too_many() {
        try (Sandbox small = Sandbox.builder().maxMessages(3).maxRequests(2).start()) {
            ApiClient client = new ApiClient(small);
            for (int i = 1; i <= 5; i++) {
                client.wavix("+6681234567" + i, "text " + i);
            }

            assertThat(client.messages("", "id")).containsExactly("5", "4", "3");
            assertThat(client.get("/api/recipients").objects("recipients")).hasSize(3);
            assertThat(client.get("/api/requests").objects("requests"))
                    .extracting(request -> request.get("id"))
                    .containsExactly("5", "4");
            assertThat(client.get("/api/messages/3").json()).containsEntry("request", null);
        }
    }
}
