package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a developer does on the sandbox's page, in Chromium. */
class PageBrowserTest extends SandboxPage {
    private static final String EXPECTED =
            "return Date.parse(document.querySelector('.timeline .ahead.delivered time').dateTime)";

    PageBrowserTest() {
        super(Sandbox.builder()
                .deliverAfter(Duration.ofMinutes(10)) // a message stays on its way until a test changes it
                .traceUrl("https://traces.example/explore?view=all&trace={traceId}"));
    }

    @Test
    void the_command_on_the_empty_page_sends_a_message_that_appears_and_whose_code_is_copied() {
        Matcher command =
                Pattern.compile("curl (\\S+) .*-d '(.*)'", Pattern.DOTALL).matcher(page.text(".command"));
        assertThat(command.find()).isTrue();

        assertThat(post(URI.create(command.group(1)), command.group(2))).isEqualTo(201);
        page.see(".recipient .preview", "482913 is your code");
        page.until("return document.getElementById('announcer').textContent.includes('New message to +447700900123')");
        page.click(".recipient");
        page.click(".bubble-row .code");
        page.see(".bubble-row .code.copied");
        assertThat(page.pasted()).isEqualTo("482913");
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void a_search_finds_a_message_is_kept_in_the_address_and_can_be_deleted() {
        send(ANN, "Your parcel is here");
        send(BOB, "482913 is your code");
        send(BOB, "Dinner at eight?");
        page.press("2");
        page.count(".table .canvas .row", 3);

        page.press("/");
        page.type("#search", "parcel", Keys.ENTER);
        page.count(".table .canvas .row", 1);
        page.see(".table .row .to", ANN);
        assertThat(page.url()).contains("view=messages").contains("q=parcel");

        page.open(URI.create(page.url()));
        page.count(".table .canvas .row", 1);
        page.click(".delete-found");
        page.click("dialog .danger");
        page.see(".empty", "No message fits");
        page.click(".empty .primary");
        page.count(".table .canvas .row", 2);
        assertThat(sandbox.inbox()).extracting("to").containsExactly(BOB, BOB);
    }

    @Test
    void several_messages_are_selected_and_deleted() {
        send(ANN, "One");
        send(ANN, "Two");
        send(BOB, "Three");
        page.press("2");
        page.count(".table .canvas .row", 3);

        page.press("j", "x", "j", "x");
        page.see(".bar", "2 selected");
        page.click(".bar .danger");

        page.count(".table .canvas .row", 1);
        assertThat(sandbox.inbox()).extracting("text").containsExactly("One");
    }

    @Test
    void a_message_is_failed_with_a_reason_of_the_vendor_while_one_looks_at_it() {
        send(ANN, "Hello");
        page.click(phone(ANN));
        page.click(".bubble");
        page.click("[data-change=fail]");
        page.type("dialog.picker input", "unsubscribed");
        page.press(Keys.ENTER);

        page.see(".detail-head .status.failed");
        page.see(".timeline .current.failed");
        page.see(".bubble-row .status.failed");
        assertThat(page.text(".detail-head .error")).isEqualTo("Unsubscribed recipient");
        page.see("[data-change=deliver]:disabled");
    }

    @Test
    void a_message_is_delivered_at_once() {
        send(ANN, "Hello");
        page.click(phone(ANN));
        page.click(".bubble");
        page.click("[data-change=deliver]");

        page.see(".detail-head .status.delivered");
        assertThat(sandbox.inbox().get(0).state()).isEqualTo("delivered");
    }

    @Test
    void a_change_is_not_lost_whose_event_is_faster_than_the_list() {
        send(ANN, "Hello");
        page.see(phone(ANN));
        page.run("""
                window.answers = 0;
                window.held = new Promise((resolve) => { window.release = resolve; });
                const real = window.fetch;
                window.fetch = async (...call) => {
                  const answer = await real(...call);
                  window.answers++;
                  await window.held;
                  return answer;
                };
                new EventSource("/api/events").addEventListener("message", () => { window.seen = true; });
                """);

        page.click(phone(ANN));
        page.until("return window.answers > 0");
        assertThat(post(at("api/messages/1/change"), "{\"change\":\"deliver\"}"))
                .isEqualTo(200);
        page.until("return window.seen === true");
        page.run("window.release()");

        page.see(".bubble-row .status.delivered");
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void the_phone_replies_stop_and_the_next_message_is_refused_until_start() {
        send(ANN, "Sale!");
        page.click(phone(ANN));
        page.click(".composer .chip:first-child");
        page.see(".bubble-row.out", "STOP");

        send(ANN, "Sale again!");
        page.see(".bubble-row.in:last-child .status.failed");
        page.picture("stopped");

        page.type(".composer textarea", "START", Keys.ENTER);
        page.count(".bubble-row.out", 2);
        send(ANN, "Welcome back");
        page.see(".bubble-row.in:last-child .status:not(.failed)");
    }

    @Test
    void a_fault_is_found_by_its_code_switched_on_for_a_request_and_off_by_itself() {
        page.press("f");
        page.type("#faults input[type=search]", "999018");
        page.count(".fault", 1);
        page.click(".fault button");
        page.see("#open-faults", "1 fault on");
        page.press(Keys.ESCAPE);
        page.gone("#faults");

        int refused = post(sandbox, ANN, "Hello");
        assertThat(refused).isGreaterThanOrEqualTo(400);
        page.see("#open-faults", "Vendors");
        page.press("3");
        page.see(".requests .row .answer", Integer.toString(refused));
        send(ANN, "Hello");
    }

    @Test
    void a_fault_stays_until_it_is_switched_off() {
        page.click("#open-faults");
        page.click("[data-code=rate-limited] button");
        page.see(".now.on", "rate-limited");
        assertThat(post(sandbox, ANN, "Hello")).isEqualTo(429);
        assertThat(post(sandbox, ANN, "Hello")).isEqualTo(429);

        page.click(".now button");
        page.see(".now:not(.on)");
        send(ANN, "Hello");
    }

    @Test
    void the_clock_is_stopped_moved_and_let_run_again() {
        page.click("#open-clock");
        page.see(".clock-state", "runs with the system's clock");
        page.click("[data-clock=stop]");
        page.see(".clock-state", "It stands at");
        page.picture("clock");
        send(ANN, "Hello");
        page.click("[data-advance=PT1H]");
        page.press(Keys.ESCAPE);
        page.gone("#clock");
        page.click(phone(ANN));
        page.see(".bubble-row .status.delivered");
        assertThat(page.see("#open-clock").getAccessibleName()).isEqualTo("Clock, which stands still");

        page.click("#open-clock");
        page.click("[data-clock=run]");
        page.see(".clock-state", "runs with the system's clock");
        assertThat(sandbox.clock().isFixed()).isFalse();
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void a_conversation_is_in_the_order_of_its_messages_also_when_the_clock_stands_still_or_is_set_back() {
        sandbox.clock().fix(Instant.parse("2026-03-01T12:00:00Z"));
        sandbox.reply("wavix", ANN, "ACME", "First");
        send(ANN, "Second");
        sandbox.reply("wavix", ANN, "ACME", "Third");
        sandbox.clock().fix(Instant.parse("2026-03-01T11:00:00Z"));
        send(ANN, "Fourth");
        page.open(at("?to=%2B447700900123"));
        page.count(".bubble-row", 4);
        sandbox.reply("wavix", ANN, "ACME", "Fifth");
        send(ANN, "Sixth");

        page.count(".bubble-row", 6);
        assertThat(page.run(
                        "return [...document.querySelectorAll('.bubble-row .words')].map(each => each.textContent)"))
                .isEqualTo(List.of("First", "Second", "Third", "Fourth", "Fifth", "Sixth"));
    }

    @Test
    void the_trace_of_a_reported_send_is_a_link_and_its_id_is_only_text() {
        send(ANN, "Hello");
        String report = "{\"to\":\"%s\",\"outcome\":\"accepted\",\"provider\":\"wavix\",\"messageId\":\"%s\","
                + "\"traceId\":\"4bf9/..?<b>\",\"attempts\":[]}";
        assertThat(post(
                        at("api/sends"),
                        report.formatted(ANN, sandbox.inbox().get(0).id())))
                .isEqualTo(204);
        page.click(phone(ANN));
        page.click(".bubble");

        page.see("#detail dd a code", "4bf9/..?<b>");
        assertThat(page.run("return document.querySelector('#detail dd a').href"))
                .isEqualTo("https://traces.example/explore?view=all&trace=4bf9%2F..%3F%3Cb%3E");
    }

    @Test
    void what_is_left_of_a_message_is_delayed() {
        send(ANN, "Hello");
        page.click(phone(ANN));
        page.click(".bubble");
        page.see(".timeline .ahead.delivered");
        Object before = page.run(EXPECTED);
        page.click("[data-change=delay]");
        page.click("dialog .chip:last-child");
        page.press(Keys.TAB, Keys.TAB);
        page.click("dialog .primary");

        page.gone("dialog");
        page.until(EXPECTED.replace("return ", "return 3600000 === ") + " - " + before);
    }

    @Test
    void a_long_conversation_is_drawn_in_pieces_and_leads_back_to_the_newest() {
        for (int i = 1; i <= 240; i++) {
            send(ANN, "Number " + i);
        }
        page.click(phone(ANN));
        page.see(".bubble-row:last-child .words", "Number 240");
        assertThat(page.count(".bubble-row")).isLessThanOrEqualTo(80);

        for (String oldest : new String[] {"Number 121", "Number 81", "Number 1"}) {
            page.until("document.querySelector('.conversation').scrollTop = 0;"
                    + "return [...document.querySelectorAll('.bubble-row .words')].some(each => each.textContent === '"
                    + oldest
                    + "')");
        }
        assertThat(page.count(".bubble-row")).isLessThanOrEqualTo(80);
        send(ANN, "Number 241");
        page.click(".phone .fresh");
        page.see(".bubble-row:last-child .words", "Number 241");
    }

    @Test
    void the_page_goes_on_with_a_sandbox_that_is_started_again_at_its_port() {
        send(ANN, "Hello");
        page.see(phone(ANN));
        int port = sandbox.url().getPort();
        sandbox.close();
        page.see("#live:not(.on)");

        try (Sandbox again = Sandbox.builder().port(port).start()) {
            page.see("#live.on");
            page.see(".empty", "Send your first message");
            assertThat(post(again, BOB, "Hello")).isEqualTo(201);
            page.click(phone(BOB));
            // A change needs the token of the new one.
            page.click(".composer .chip:first-child");
            page.see(".bubble-row.out", "STOP");
        }
    }

    @Test
    void codes_are_waited_for() {
        page.press("4");
        page.type(".code-form input", ANN, Keys.ENTER);
        page.see(".waiting-for", ANN);

        send(ANN, "111222 is your code");
        page.see(".big-code", "111222");
        send(ANN, "333444 is your code");
        page.see(".big-code", "333444");
        page.see(".code-history", "111222");
        page.click(".big-code");
        assertThat(page.pasted()).isEqualTo("333444");
    }

    @Test
    void a_script_in_a_text_stays_text_everywhere() {
        String script = "<script>window.hacked=1</script><img src=x onerror=window.hacked=2> https://x.example/<b>";
        send(ANN, script);
        page.see(".recipient .preview", "<script>");
        page.click(phone(ANN));
        page.see(".bubble", script);
        page.click(".bubble");
        page.see(".segments", script);
        page.press("2");
        page.see(".table .words", "<script>window.hacked=1</script><img");

        assertThat(page.run("return String(window.hacked)")).isEqualTo("undefined");
        assertThat(page.count("main img, main script, main b[onerror]")).isZero();
        assertThat(page.run("return document.querySelector('.links a').rel")).isEqualTo("noopener noreferrer");
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void everything_is_reached_with_the_keyboard() {
        send(ANN, "One");
        send(BOB, "Two");
        page.count(".recipient", 2);

        page.press("?");
        page.see("dialog.help");
        page.press(Keys.ESCAPE);
        page.gone("dialog");
        page.press("j");
        page.see(".phone-head", BOB);
        page.press("j");
        page.see(".phone-head", ANN);
        page.press("k");
        page.see(".phone-head", BOB);
        page.press(Keys.ENTER);
        page.until("return document.activeElement.matches('.bubble-row')");
        page.press(Keys.ENTER);
        page.see(".detail-head", BOB);
        page.press(Keys.ESCAPE);
        page.gone("#detail");
        assertThat(page.url()).doesNotContain("message=");
        page.press("t");
        assertThat(page.run("return document.documentElement.dataset.theme")).isEqualTo("light");
        page.press("t");
        assertThat(page.run("return getComputedStyle(document.documentElement).colorScheme"))
                .isEqualTo("dark");
    }

    @Test
    void every_control_has_a_name_and_nothing_is_wider_than_a_phone() {
        send(ANN, "Averyveryverylongwordwithoutanyblanks".repeat(8));
        send("+447700900003", "482913 is your code");
        page.size(Chromium.PHONE);
        for (String view : new String[] {
            "?view=phones", "?to=%2B447700900123", "?view=messages", "?view=requests", "?view=code", "?message=1"
        }) {
            page.open(at(view));
            page.until("return document.getElementById('view').childElementCount > 0");
            assertThat(page.overflow()).as(view).isEqualTo(0L);
            assertThat(page.namesOf("a, button, input, select, textarea, [role=grid], [role=listbox]"))
                    .as(view)
                    .hasSizeGreaterThan(5)
                    .doesNotContain("");
        }
    }
}
