package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final ApiClient api = new ApiClient(sandbox);

    EventsTest() {
        sandbox.clock().fix(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void a_message_and_each_change_of_its_state_is_an_event() throws Exception {
        try (EventReader events = new EventReader(sandbox.url(), "")) {
            api.wavix("+66812345678", "Hi");

            EventReader.Event accepted = events.next("message");
            assertThat(accepted.data()).containsEntry("id", "1").containsEntry("state", "accepted");
            assertThat(events.next("request").data()).containsEntry("status", 201.0);
            sandbox.clock().advance(Duration.ofSeconds(2));
            assertThat(events.next("clock").data()).containsEntry("now", "2026-03-01T12:00:02Z");
            assertThat(events.next("message").data()).containsEntry("state", "pending");
            assertThat(events.next("message").data()).containsEntry("state", "sent");
            assertThat(events.next("message").data()).containsEntry("state", "delivered");
        }
    }

    @Test
    void a_clock_that_is_set_back_takes_states_back_and_brings_them_again() throws Exception {
        try (EventReader events = new EventReader(sandbox.url(), "")) {
            api.wavix("+66812345678", "Hi");
            sandbox.clock().advance(Duration.ofSeconds(2));
            sandbox.clock().fix(Instant.parse("2026-03-01T12:00:00Z"));
            sandbox.clock().advance(Duration.ofSeconds(2));

            for (String state :
                    List.of("accepted", "pending", "sent", "delivered", "accepted", "pending", "sent", "delivered")) {
                assertThat(events.next("message").data()).containsEntry("state", state);
            }
        }
    }

    @Test
    void changes_come_by_themselves_with_the_clock_of_the_system() throws Exception {
        sandbox.clock().useSystem();
        try (EventReader events = new EventReader(sandbox.url(), "")) {
            api.wavix("+66812345678", "Hi");

            assertThat(List.of(
                            events.next("message").data().get("state"),
                            events.next("message").data().get("state"),
                            events.next("message").data().get("state"),
                            events.next("message").data().get("state")))
                    .isEqualTo(List.of("accepted", "pending", "sent", "delivered"));
        }
    }

    @Test
    void every_other_kind_of_event_is_there_too() throws Exception {
        try (EventReader events = new EventReader(sandbox.url(), "")) {
            api.ok("PUT", "/api/faults/wavix", "{\"fault\":\"rate-limited\"}");
            assertThat(events.next("fault").data())
                    .containsEntry("vendor", "wavix")
                    .containsEntry("fault", "rate-limited")
                    .containsEntry("timesLeft", null);
            sandbox.reply("wavix", "+66812345678", "ACME", "hello");
            assertThat(events.next("inbound").data()).containsEntry("text", "hello");
            api.ok("POST", "/api/sends", "{\"to\":\"+66812345678\",\"outcome\":\"unknown\"}");
            assertThat(events.next("send").data()).containsEntry("outcome", "unknown");
            api.ok("DELETE", "/api/faults/wavix", "");
            api.wavix("+66812345678", "Hi");
            assertThat(events.next("message").data()).containsEntry("id", "1");
            api.ok("DELETE", "/api/messages", "");
            assertThat(events.next("removed").data()).containsEntry("ids", List.of("1"));
            sandbox.webhook("wavix", sandbox.url().resolve("/nowhere"));
            sandbox.reply("wavix", "+66812345678", "ACME", "hello");
            assertThat(events.next("webhook").data()).containsEntry("event", "inbound");
            api.ok("POST", "/api/reset", "{}");
            assertThat(events.next("reset").data()).isEmpty();
        }
    }

    @Test
    void a_reader_that_was_away_gets_what_it_has_missed() throws Exception {
        String seen;
        try (EventReader events = new EventReader(sandbox.url(), "")) {
            api.wavix("+66812345678", "one");
            seen = events.next("message").id();
        }
        api.wavix("+66812345678", "two");

        try (EventReader events = new EventReader(sandbox.url(), seen)) {
            assertThat(events.next("message").data()).containsEntry("text", "two");
        }
    }

    @Test
    void a_reader_of_another_sandbox_is_asked_to_read_everything_again() throws Exception {
        api.wavix("+66812345678", "one");

        try (EventReader events = new EventReader(sandbox.url(), "0badcafe-1")) {
            assertThat(events.next().name()).isEqualTo("reset");
        }
    }

    @Test
    void a_closed_sandbox_ends_the_stream() throws Exception {
        try (EventReader events = new EventReader(sandbox.url(), "")) {
            sandbox.close();

            assertThat(events.isAtEnd()).isTrue();
        }
    }
}
