package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyOrderTest {
    /** A vendor whose webhook is answered by a message before the vendor has returned. */
    private record QuickApplication(VendorContext context) implements SimulatedVendor {
        @Override
        public String name() {
            return "quick";
        }

        @Override
        public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
            return SandboxResponse.text(404, "");
        }

        @Override
        public String receive(InboundMessage message) {
            Instant now = context.clock().instant();
            context.accept(SimulatedMessage.builder(
                            "quick", "answer", message.from(), new MessageTimeline(List.of(new Step(now, "sent"))))
                    .text("Here is help")
                    .segments(1)
                    .build());
            return "inbound";
        }
    }

    @Test
    void a_reply_is_before_the_message_that_answers_it() {
        try (Sandbox sandbox = Sandbox.builder().vendor(QuickApplication::new).start()) {
            sandbox.reply("quick", "+66812345678", "ACME", "HELP");
            sandbox.reply("quick", "+66812345678", "ACME", "HELP");

            assertThat(Browser.get(sandbox.url().resolve("/api/inbound")).objects("inbound"))
                    .extracting(inbound -> inbound.get("afterMessage"))
                    .containsExactly("1", null);
        }
    }
}
