package io.heliograph.template;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.spi.VendorFaults;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's simulation of Template: send, status query, delivery reports. It shares no code with the provider.
 * Thread-safe.
 */
final class TemplateVendor implements SimulatedVendor {
    private static final String MESSAGES = "/v1/messages";
    private static final String KEY = "sandbox";
    private static final String LATER = "BAD_NUMBER-later";

    // Every error code of the vendor's documentation
    private static final List<VendorFault> FAULTS = List.of(
            new VendorFault("NO_CREDIT", Effect.REFUSES_SEND, "999402", "402"),
            new VendorFault("BAD_NUMBER", Effect.REFUSES_SEND, "999001", "402"),
            new VendorFault("STOPPED", Effect.REFUSES_SEND, "999002", "402"),
            new VendorFault(LATER, Effect.FAILS_MESSAGE, "999101", "201; failed after D with BAD_NUMBER"));

    private static Map<String, Object> json(SimulatedMessage message, Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", message.id());
        json.put("status", step.state());
        if (step.error() != null) {
            json.put("code", step.error());
        }
        return json;
    }

    private final VendorContext context;
    private final VendorFaults faults;
    // All guarded by "this".
    private final Map<String, SimulatedMessage> messages = new LinkedHashMap<>();
    private int accepted;
    private @Nullable URI webhook;

    TemplateVendor(VendorContext context) {
        this.context = context;
        faults = new VendorFaults(context, name(), FAULTS);
    }

    @Override
    public String name() {
        return "template";
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("api-key", KEY);
    }

    @Override
    public List<VendorFault> faults() {
        return FAULTS;
    }

    @Override
    public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        if (!request.header("X-Api-Key").equals(KEY)) {
            return refused(401, "UNAUTHORIZED", "the key is unknown");
        }
        String id = request.child(MESSAGES);
        if (request.method().equals("GET") && id != null) {
            return read(id);
        }
        return request.method().equals("POST") && request.path().equals(MESSAGES)
                ? send(request, rateLimited)
                : refused(404, "NOT_FOUND", "there is nothing here");
    }

    private static SandboxResponse refused(int status, String code, String message) {
        return SandboxResponse.json(status, Map.of("code", code, "message", message));
    }

    private synchronized SandboxResponse read(String id) {
        SimulatedMessage message = messages.get(id);
        return message == null
                ? refused(404, "NOT_FOUND", "there is no such message")
                : SandboxResponse.json(
                        200, json(message, message.timeline().at(context.clock().instant())));
    }

    private SandboxResponse send(SandboxRequest request, boolean rateLimited) {
        Map<String, @Nullable Object> body;
        try {
            body = Json.readObject(request.body());
        } catch (IOException e) {
            return refused(400, "BAD_REQUEST", "the body isn't a JSON object");
        }
        if (!(body.get("to") instanceof String to) || !(body.get("text") instanceof String text)) {
            return refused(400, "BAD_REQUEST", "to and text must be strings");
        }
        Optional<VendorFault> fault = faults.take(Effect.REFUSES_SEND, List.of(to));
        if (fault.isPresent()) {
            return refused(402, fault.get().code(), "the sandbox's fault");
        }
        return switch (TestNumber.of(to)) {
            case INVALID -> refused(422, "BAD_NUMBER", "the number gets no SMS");
            case OPTED_OUT -> refused(422, "STOPPED", "the phone has opted out");
            default ->
                rateLimited
                        ? refused(429, "TOO_FAST", "too many requests")
                        : accept(to, body.get("from") instanceof String from ? from : null, text);
        };
    }

    private synchronized SandboxResponse accept(String to, @Nullable String from, String text) {
        accepted++;
        String id = "m-" + accepted;
        MessageTimeline timeline = timeline(to);
        SimulatedMessage message = SimulatedMessage.builder(name(), id, to, timeline)
                .from(from)
                .text(text)
                .reports(step -> reports(id, step))
                .build();
        messages.put(id, message);
        context.accept(message);
        return SandboxResponse.json(201, json(message, timeline.steps().get(0))).afterStoring();
    }

    private MessageTimeline timeline(String to) {
        boolean fails = faults.take(Effect.FAILS_MESSAGE, List.of(to)).isPresent();
        Instant now = context.clock().instant();
        Instant end = now.plus(context.deliverAfter());
        Step failed = new Step(end, "failed", "BAD_NUMBER");
        Stream<Step> last = switch (TestNumber.of(to)) {
            case NO_REPORT -> Stream.empty();
            case UNDELIVERED, CARRIER_REJECTED -> Stream.of(failed);
            default -> Stream.of(fails ? failed : new Step(end, "delivered"));
        };
        Instant sentAt = now.plus(context.deliverAfter().dividedBy(2));
        return new MessageTimeline(Stream.concat(Stream.of(new Step(now, "queued"), new Step(sentAt, "sent")), last)
                .toList());
    }

    private synchronized List<OutgoingWebhook> reports(String id, Step step) {
        SimulatedMessage message = messages.get(id);
        return webhook == null || message == null
                ? List.of()
                : List.of(OutgoingWebhook.json(name(), "status", webhook, json(message, step)));
    }

    @Override
    public synchronized void webhook(URI target) {
        webhook = target;
    }

    @Override
    public List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        Step end = faultCode == null ? new Step(at, "delivered") : new Step(at, "failed", "BAD_NUMBER");
        return message.timeline().entered("sent", at).isPresent() ? List.of(end) : List.of(new Step(at, "sent"), end);
    }

    @Override
    public synchronized void forget(Predicate<String> recipient) {
        messages.values().removeIf(message -> recipient.test(message.to()));
    }
}
