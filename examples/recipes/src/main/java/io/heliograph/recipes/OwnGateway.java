package io.heliograph.recipes;

import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorContext;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The gateway of the recipe OwnProvider in the sandbox; it shares no code with the provider, so that each shows the other's mistakes. */
record OwnGateway(VendorContext context) implements SimulatedVendor {
    @Override
    public String name() {
        return "acme";
    }

    @Override
    public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        if (!request.header("X-Api-Key").equals("sandbox") || !request.path().equals("/sms")) {
            return refused(404, "NOT_FOUND");
        }
        if (rateLimited) {
            return refused(429, "TOO_FAST");
        }
        try {
            return accept(Json.readObject(request.body()));
        } catch (IOException e) {
            return refused(400, "BAD_REQUEST");
        }
    }

    private SandboxResponse accept(Map<String, @Nullable Object> body) {
        String to = String.valueOf(body.get("to"));
        if (TestNumber.of(to) == TestNumber.INVALID) {
            return refused(422, "BAD_NUMBER");
        }
        String id = UUID.randomUUID().toString();
        Instant now = context.clock().instant();
        MessageTimeline timeline = new MessageTimeline(
                List.of(new Step(now, "sent"), new Step(now.plus(context.deliverAfter()), "delivered")));
        context.accept(SimulatedMessage.builder(name(), id, to, timeline)
                .text(String.valueOf(body.get("text")))
                .build());
        return SandboxResponse.json(201, Map.of("id", id)).afterStoring();
    }

    private static SandboxResponse refused(int status, String code) {
        return SandboxResponse.json(status, Map.of("code", code));
    }
}
