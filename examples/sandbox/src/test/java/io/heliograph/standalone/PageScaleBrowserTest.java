package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The page with many messages; with {@code -Dmessages=100000} as many as the sandbox keeps. It prints when the page was
 * painted, when its rows were there, and how long a new message took from its request to the screen.
 */
class PageScaleBrowserTest extends SandboxPage {
    private static final int MESSAGES = Integer.getInteger("messages", 1_000);
    private static final int BROADCAST = 50_000;
    private static final int ROWS_IN_SIGHT = 80;

    // The page's own clock: painted is its first contentful paint, shown when the rows were in the document.
    private static final String PAINTED =
            "return Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)";
    // A message is on the screen when the frame after that with its row begins.
    private static final String SEND_AND_WATCH = """
            const done = arguments[arguments.length - 1];
            const started = performance.now();
            const body = JSON.stringify({ from: 'ACME', to: '+447700900999', message_body: { text: 'The newest' } });
            const watcher = new MutationObserver(() => {
              if (document.querySelector('.row').textContent.includes('+447700900999')) {
                watcher.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(() => done(Math.round(performance.now() - started))));
              }
            });
            watcher.observe(document.querySelector('.canvas'), { childList: true, subtree: true });
            fetch('/wavix/v3/messages', { method: 'POST', body,
              headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' } });
            """;

    PageScaleBrowserTest() {
        super(Duration.ofHours(10));
    }

    private void broadcast(int area, int count) {
        // None of them ends in the digits of a fault.
        String recipients = IntStream.range(0, count)
                .mapToObj(number -> String.format(Locale.ROOT, "{\"to\":\"+%d%07d\"}", 1202 + area, number * 10 + 9))
                .collect(Collectors.joining(",", "[", "]"));
        String body = "{\"recipients\":" + recipients
                + ",\"from\":\"+12025550100\",\"body\":\"482913 is your code. See https://example.com/verify\"}";
        URI url = URI.create(sandbox.baseUrl("textingline") + "/api/v1/messaging/broadcast");
        assertThat(post(url, BASIC, body)).isEqualTo(201);
    }

    @Test
    void many_messages_are_shown_at_once_and_a_new_one_too() {
        for (int sent = 0; sent < MESSAGES; sent += BROADCAST) {
            broadcast(sent / BROADCAST, Math.min(BROADCAST, MESSAGES - sent));
        }
        for (String view : new String[] {"phones", "messages"}) {
            page.open(at("?view=" + view));
            page.see(".row");
            Object painted = page.run(PAINTED);
            Object shown = page.run("return Math.round(window.performance.getEntriesByName('rows')[0].startTime)");
            Object arrived = page.runLater(SEND_AND_WATCH);
            System.out.printf(
                    "%,d messages, %s: painted after %s ms, rows after %s ms, a new message after %s ms%n",
                    MESSAGES, view, painted, shown, arrived);

            assertThat(page.count(".row")).isBetween(1, ROWS_IN_SIGHT);
            page.see(
                    ".bar .count",
                    view.equals("messages")
                            ? String.format(Locale.ROOT, "%,d", sandbox.inbox().size())
                            : "");
        }
    }
}
