package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.SandboxFault;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** An answer is of before an event that the page has seen: the page shows what the event says. */
class PageRacesBrowserTest extends SlowPage {
    private static final String PHONES = "/GET .*recipients/";
    private static final String REQUESTS = "/GET .*requests/";
    private static final String CODES = "/GET .*messages\\?to=/";
    private static final String NEWEST = "/GET .*messages\\?limit=1$/";
    private static final String MESSAGE = "/^message .*447700900124/";

    private static final String ASK_LATER = """
            const next = window.fetch;
            window.fetch = async (url, options) => {
              if (url.endsWith("messages?limit=1")) {
                await new Promise((now) => (window.ask = now));
              }
              return next(url, options);
            };
            """;

    private void waitForCodesOf(String number) {
        page.press("4");
        page.type(".code-form input", number, Keys.ENTER);
    }

    @Test
    void a_reply_that_comes_while_the_replies_are_loaded_is_shown() {
        send(ANN, "Hello");
        hold("/GET .*inbound/");
        page.click(phone(ANN));
        held(1);
        sandbox.reply("wavix", ANN, "ACME", "Yes");
        seen("/^inbound/");
        free();

        page.count(".bubble-row.out", 1);
    }

    @Test
    void the_newest_code_is_shown_though_an_older_message_changes_while_the_codes_are_loaded() {
        send(ANN, "111222 is your code");
        send(ANN, "333444 is your code");
        hold(CODES);
        waitForCodesOf(ANN);
        held(1);
        deliver(1);
        assertThat(page.count(".big-code")).isZero();
        free();

        assertThat(page.text(".big-code")).isEqualTo("333444");
        assertThat(page.text(".code-history")).contains("111222");
    }

    @Test
    void a_code_that_comes_while_the_codes_are_loaded_is_the_newest() {
        send(ANN, "111222 is your code");
        hold(CODES);
        waitForCodesOf(ANN);
        held(1);
        send(ANN, "333444 is your code");
        seen("/^message .*333444/");
        free();

        assertThat(page.text(".big-code")).isEqualTo("333444");
        assertThat(page.text(".code-history")).contains("111222");
    }

    @Test
    void a_code_that_is_deleted_while_the_codes_are_loaded_is_gone() {
        send(ANN, "111222 is your code");
        hold(CODES);
        waitForCodesOf(ANN);
        held(1);
        sandbox.messages().delete(InboxQuery.any());
        seen("/^removed/");
        free();

        assertThat(page.count(".big-code")).isZero();
    }

    @Test
    void a_request_that_comes_while_the_requests_are_loaded_is_shown() {
        hold(REQUESTS);
        page.press("3");
        held(1);
        send(ANN, "Hello");
        seen("/^request/");
        free();

        page.count(".requests .canvas .row", 1);
    }

    @Test
    void a_vendor_that_is_chosen_while_the_requests_are_loaded_is_the_filter() {
        send(ANN, "Hello");
        hold(REQUESTS);
        page.press("3");
        held(1);
        page.click("section[aria-label=Requests] select[aria-label=Vendor] option[value=thaibulk]");
        free();

        assertThat(page.url()).contains("vendor=thaibulk");
        assertThat(page.count(".requests .canvas .row")).isZero();
    }

    @Test
    void the_requests_go_with_a_reset_while_they_are_loaded() {
        send(ANN, "Hello");
        hold(REQUESTS);
        page.press("3");
        held(1);
        sandbox.reset();
        seen("/^reset/");
        free();

        assertThat(page.count(".requests .canvas .row")).isZero();
    }

    @Test
    void a_fault_that_is_used_up_before_its_switch_is_answered_is_off() {
        page.press("f");
        page.type("#faults input[type=search]", "999018");
        page.count(".fault", 1);
        hold("/PUT .*faults/");
        page.click(".fault button");
        held(1);
        page.see(".now.on");
        assertThat(post(sandbox, ANN, "Hello")).isGreaterThanOrEqualTo(400);
        page.see(".now:not(.on)");
        free();

        assertThat(page.count(".now.on")).isZero();
        assertThat(page.text("#open-faults")).isEqualTo("Vendors");
    }

    @Test
    void a_fault_that_is_switched_on_again_before_it_is_answered_that_it_is_off_is_on() {
        sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
        page.see("#open-faults", "1 fault on");
        page.press("f");
        hold("/DELETE .*faults/");
        page.click(".now button");
        held(1);
        page.see(".now:not(.on)");
        sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
        page.see(".now.on");
        free();

        assertThat(page.count(".now.on")).isEqualTo(1);
    }

    @Test
    void a_fault_that_is_switched_on_while_the_vendors_are_loaded_is_on() {
        openAndHold("/GET .*vendors$/");
        held(1);
        sandbox.fault("wavix", SandboxFault.RATE_LIMITED);
        seen("/^fault .*rate-limited/");
        free();

        assertThat(page.text("#open-faults")).isEqualTo("1 fault on");
    }

    @Test
    void a_clock_that_is_stopped_while_it_is_loaded_stands_still() {
        openAndHold("/GET .*clock$/");
        held(1);
        sandbox.clock().fix(Instant.parse("2026-03-01T12:00:00Z"));
        seen("/^clock .*fixed/");
        free();

        assertThat(page.see("#open-clock").getAccessibleName()).isEqualTo("Clock, which stands still");
    }

    @Test
    void a_clock_that_runs_again_before_it_is_answered_that_it_stands_still_runs() {
        page.click("#open-clock");
        hold("/PUT .*clock$/");
        page.click("[data-clock=stop]");
        held(1);
        sandbox.clock().useSystem();
        seen("/^clock .*system/");
        free();

        assertThat(page.text(".clock-state")).contains("runs with the system's clock");
    }

    @Test
    void a_message_that_comes_while_the_page_begins_is_shown_as_unread() {
        openAndHold("/GET .*(recipients|messages\\?limit=1$)/");
        held(2);
        send(BOB, "Hello");
        seen(MESSAGE);
        free();

        assertThat(page.count(".recipient")).isEqualTo(1);
        assertThat(page.text(".recipient .unread-count")).isEqualTo("1");
    }

    @Test
    void a_message_that_comes_before_the_page_asks_for_the_newest_is_shown() {
        page.onNewDocument(ASK_LATER);
        openAndHold(PHONES);
        held(1);
        send(BOB, "Hello");
        seen(MESSAGE);
        page.run("window.ask()");
        free();

        page.see(phone(BOB));
    }

    @Test
    void a_message_that_comes_after_a_reset_is_unread_once() {
        send(ANN, "Hello");
        page.see(phone(ANN));
        hold(NEWEST);
        sandbox.reset();
        held(1);
        send(BOB, "Hello");
        seen(MESSAGE);
        free();
        deliver(2);

        page.count(".recipient", 1);
        assertThat(page.text(".recipient .unread-count")).isEqualTo("1");
    }

    @Test
    void a_message_that_comes_after_a_reset_but_before_the_page_asks_for_the_newest_is_unread() {
        send(ANN, "Hello");
        page.see(phone(ANN));
        page.run(ASK_LATER);
        sandbox.reset();
        page.until("return window.ask !== undefined");
        send(BOB, "Hello");
        seen(MESSAGE);
        page.run("window.ask()");

        page.see(phone(BOB) + " .unread-count", "1");
    }

    @Test
    void the_newer_of_two_lists_of_recipients_is_shown() {
        send(ANN, "Hello");
        send(BOB, "Hello");
        page.count(".recipient", 2);
        hold(PHONES);
        sandbox.messages().delete(InboxQuery.toNumber(ANN));
        held(1);
        sandbox.messages().delete(InboxQuery.toNumber(BOB));
        page.count(".recipient", 0);
        free();

        assertThat(page.count(".recipient")).isZero();
    }

    @Test
    void the_number_of_messages_has_one_that_comes_while_older_ones_are_loaded() {
        sendMoreThanAPage();
        hold("/GET .*messages\\?.*before/");
        page.run("document.querySelector('.table').scrollTop = 1000000");
        held(1);
        send(BOB, "Hello");
        seen(MESSAGE);
        free();

        assertThat(page.text(".bar .count")).isEqualTo("202 messages");
    }

    @Test
    void the_number_of_messages_has_one_that_comes_while_they_are_counted() {
        sendMoreThanAPage();
        hold(NEWEST);
        sandbox.messages().delete(InboxQuery.any().text("Hello 0."));
        held(1);
        send(BOB, "Hello");
        seen(MESSAGE);
        free();

        page.see(".bar .count", "201 messages");
    }

    private void sendMoreThanAPage() {
        for (int i = 0; i <= 200; i++) {
            send(ANN, "Hello " + i + ".");
        }
        page.press("2");
        page.see(".bar .count", "201 messages");
    }
}
