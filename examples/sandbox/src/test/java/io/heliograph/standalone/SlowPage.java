package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/**
 * A page whose events can be faster than its answers: an answer that fits a pattern is made at once and held, as by a slow
 * network, until a test frees it. So an event comes before it for certain.
 */
abstract class SlowPage extends SandboxPage {
    /** An event is seen, and an answer used, once the page has handled and drawn it. */
    private static final String WATCH = """
            window.pattern = null;
            window.held = [];
            window.used = 0;
            window.seen = [];
            const frame = window.requestAnimationFrame.bind(window);
            const drawn = (then) => setTimeout(() => frame(() => frame(then)));

            const real = window.fetch;
            window.fetch = async (url, options) => {
              const isHeld = window.pattern?.test(`${options?.method ?? "GET"} ${url}`);
              const answer = await real(url, options);
              if (isHeld) {
                await new Promise((free) => window.held.push(free));
                const text = answer.text.bind(answer);
                answer.text = () => text().finally(() => drawn(() => window.used++));
              }
              return answer;
            };

            window.EventSource = class extends EventSource {
              constructor(...url) {
                super(...url);
                window.source = this;
              }

              addEventListener(type, listener) {
                super.addEventListener(type, (event) => {
                  listener(event);
                  drawn(() => window.seen.push(`${type} ${event.data}`));
                });
              }
            };
            """;

    SlowPage() {
        super(Duration.ofMinutes(10)); // a message stays on its way until a test changes it
    }

    @BeforeEach
    void watch() {
        page.onNewDocument(WATCH);
        page.open(sandbox.url());
    }

    /** Holds the answers from now on that fit a regular expression of JavaScript. */
    final void hold(String pattern) {
        page.run("window.pattern = " + pattern);
    }

    /** Opens the page, whose answers that fit are held. */
    final void openAndHold(String pattern) {
        page.onNewDocument("window.pattern = " + pattern);
        page.open(sandbox.url());
    }

    /** Waits until so many answers are held, and holds no more. */
    final void held(int answers) {
        page.until("return window.held.length === " + answers);
        page.run("window.pattern = null");
    }

    /** Waits until the page has drawn an event whose type and data fit. */
    final void seen(String pattern) {
        page.until("return window.seen.some((event) => " + pattern + ".test(event))");
    }

    /** Gives the page what is held, and waits until it has drawn it. */
    final void free() {
        page.run("window.held.forEach((free) => free())");
        page.until("return window.used === window.held.length");
    }

    final void deliver(int message) {
        assertThat(post(at("api/messages/" + message + "/change"), "{\"change\":\"deliver\"}"))
                .isEqualTo(200);
        seen("/^message .*\"id\":\"" + message + "\".*\"status\":\"delivered\"/");
    }
}
