package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The page after a removal, after a time without events, and while a request lasts. */
class PageEventsBrowserTest extends SlowPage {
    private static final String HIDE = """
            const real = window.setTimeout;
            window.setTimeout = (what, when, ...more) => real(what, when === 20000 ? 0 : when, ...more);
            window.isHidden = true;
            Object.defineProperty(document, "hidden", { get: () => window.isHidden });
            document.dispatchEvent(new Event("visibilitychange"));
            """;
    private static final String SHOW = """
            window.isHidden = false;
            document.dispatchEvent(new Event("visibilitychange"));
            """;

    /** As in a tab that nobody looks at. */
    private static final String WITHHOLD_FRAMES = """
            window.frame = window.requestAnimationFrame;
            window.withheld = [];
            window.requestAnimationFrame = (draw) => window.withheld.push(draw);
            """;

    private static final String RUN_FRAMES = """
            window.requestAnimationFrame = window.frame;
            window.withheld.forEach((draw) => draw(0));
            """;

    private void openConversationWithReply() {
        send(ANN, "Hello");
        page.click(phone(ANN));
        page.see(".bubble-row.in");
        sandbox.reply("wavix", ANN, "ACME", "Yes");
        page.see(".bubble-row.out");
    }

    @Test
    void the_replies_in_an_open_conversation_go_with_a_reset() {
        openConversationWithReply();
        sandbox.reset();

        page.count(".bubble-row", 0);
    }

    @Test
    void the_replies_in_an_open_conversation_go_with_a_reset_of_its_phone() {
        openConversationWithReply();
        page.run(WITHHOLD_FRAMES);
        sandbox.messages().reset(ANN);
        seen("/^removed/");
        page.run(RUN_FRAMES);

        page.count(".bubble-row", 0);
    }

    @Test
    void a_reply_that_came_while_the_tab_was_hidden_is_shown_when_it_is_seen_again() {
        send(ANN, "Hello");
        page.click(phone(ANN));
        page.count(".bubble-row.in", 1);
        hide();
        sandbox.reply("wavix", ANN, "ACME", "Yes");
        send(ANN, "Thank you");
        page.run(SHOW);

        page.count(".bubble-row.in", 2);
        page.count(".bubble-row.out", 1);
    }

    @Test
    void a_message_that_came_while_the_tab_was_hidden_is_no_arrival_when_it_changes() {
        hide();
        send(BOB, "Hello");
        page.run(SHOW);
        page.see(phone(BOB));
        deliver(1);

        page.see(phone(BOB) + " .total", "1");
    }

    private void hide() {
        page.run(HIDE);
        page.until("return window.source.readyState === EventSource.CLOSED");
    }

    @Test
    void an_opened_message_shows_its_request_once_that_has_ended() {
        CountDownLatch ended = new CountDownLatch(1);
        try (Sandbox slow = Sandbox.builder()
                .vendor(context -> new SlowVendor(context, ended))
                .start()) {
            page.open(slow.url());
            CompletableFuture<Integer> sending =
                    CompletableFuture.supplyAsync(() -> post(slow.baseUrl(SlowVendor.NAME), "{}"));
            page.click(phone(ANN));
            page.click(".bubble");
            page.see(".timeline");
            assertThat(page.count("[data-section=request] .wire")).isZero();
            ended.countDown();

            assertThat(sending.join()).isEqualTo(200);
            page.count("[data-section=request] .wire", 2);
        }
    }

    @Test
    void a_message_that_a_reset_removes_before_it_is_drawn_makes_no_recipient() {
        removeBeforeItIsDrawn(sandbox::reset);
    }

    @Test
    void a_message_that_is_deleted_before_it_is_drawn_makes_no_recipient() {
        removeBeforeItIsDrawn(() -> sandbox.messages().delete(InboxQuery.any()));
    }

    private void removeBeforeItIsDrawn(Runnable removal) {
        page.see(".empty");
        hold("/GET .*recipients/");
        page.run(WITHHOLD_FRAMES);
        send(ANN, "Hello");
        removal.run();
        held(1);
        free();
        page.run(RUN_FRAMES);

        page.see(".empty");
        assertThat(page.count(".recipient")).isZero();
    }

    /** Sends a message at once, and answers when it may. */
    private record SlowVendor(VendorContext context, CountDownLatch answering) implements SimulatedVendor {
        private static final String NAME = "slow";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
            List<Step> steps = List.of(new Step(context.clock().instant(), "sent"));
            context.accept(SimulatedMessage.builder(NAME, "1", ANN, new MessageTimeline(steps))
                    .text("Hello")
                    .build());
            try {
                answering.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return SandboxResponse.text(200, "ok").afterStoring();
        }
    }
}
