package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.server.FaultSwitches;
import io.heliograph.sandbox.server.VendorPort;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the vendors, sets their faults and the URL of their webhooks, and sends them messages of phones. Thread-safe. */
final class VendorRoutes {
    private static final String FAULT = "/api/faults/{vendor}";
    private static final String FAULT_SHAPE =
            "{\"fault\":\"33016\",\"times\":1}, without times until it is switched off";
    private static final int MAX_TIMES = 1_000_000;

    private final VendorPorts vendors;
    private final WebhookTargets targets;

    VendorRoutes(VendorPorts vendors, WebhookTargets targets) {
        this.vendors = vendors;
        this.targets = targets;
    }

    List<Route> all() {
        return List.of(
                Route.get("/api/vendors", Set.of(), request -> list()),
                Route.get(FAULT, Set.of(), request -> fault(vendor(request))),
                Route.change("PUT", FAULT, this::putFault),
                Route.change("DELETE", FAULT, this::deleteFault),
                Route.change("PUT", "/api/webhooks/{vendor}", this::putWebhook),
                Route.change("POST", "/api/replies", this::postReply));
    }

    private SandboxResponse list() {
        return SandboxResponse.json(200, vendors.all().stream().map(this::json).toList());
    }

    private Map<String, @Nullable Object> json(VendorPort port) {
        SimulatedVendor vendor = port.vendor();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", vendor.name());
        json.put("title", vendor.title());
        json.put("baseUrl", port.baseUrl().toString());
        json.put("basePath", "/" + vendor.name() + vendor.basePath());
        json.put("credentials", vendor.credentials());
        json.put("webhookSecret", vendor.webhookSecret().orElse(null));
        json.put("replies", vendor.hasReplies());
        json.put("webhooks", vendor.hasWebhooks());
        json.put("fault", faultJson(vendor.name()));
        json.put("faults", vendor.faults().stream().map(VendorRoutes::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(VendorFault fault) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", fault.code());
        json.put("effect", fault.effect().word());
        json.put("lastDigits", fault.lastDigits().isEmpty() ? null : fault.lastDigits());
        json.put("description", fault.description());
        return json;
    }

    private String vendor(ApiRequest request) throws ErrorResponseException {
        return known(request.variable(), 404);
    }

    private String known(String vendor, int status) throws ErrorResponseException {
        if (!vendors.names().contains(vendor)) {
            throw new ErrorResponseException(status, "The vendors are " + String.join(", ", vendors.names()) + ".");
        }
        return vendor;
    }

    /** The fault of a vendor, as the events show it too. */
    Map<String, @Nullable Object> faultJson(String vendor) {
        Optional<FaultSwitches.Active> active = vendors.active(vendor);
        int times = active.map(FaultSwitches.Active::times).orElse(FaultSwitches.ALWAYS);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put(
                "fault",
                active.map(switched -> switched.fault().code())
                        .orElseGet(() -> vendors.get(vendor).fault().word()));
        json.put("timesLeft", times == FaultSwitches.ALWAYS ? null : times);
        return json;
    }

    private SandboxResponse fault(String vendor) {
        return SandboxResponse.json(200, faultJson(vendor));
    }

    private SandboxResponse deleteFault(ApiRequest request) throws ErrorResponseException {
        String vendor = vendor(request);
        vendors.fault(vendor, SandboxFault.NONE);
        return fault(vendor);
    }

    private SandboxResponse putFault(ApiRequest request) throws ErrorResponseException {
        String vendor = vendor(request);
        JsonFields fields = request.body(FAULT_SHAPE, Set.of("fault", "times"));
        String word = ApiRequest.required(fields, "fault");
        Long times = fields.integer("times");
        if (times != null && (times < 1 || times > MAX_TIMES)) {
            throw new ErrorResponseException(400, "times must be a whole number from 1 to " + MAX_TIMES + ".");
        }
        Optional<SandboxFault> general = SandboxFault.ofWord(word);
        if (general.isPresent() && times != null) {
            throw new ErrorResponseException(400, "times must be left out: " + word + " lasts until it is changed.");
        }
        if (general.isPresent()) {
            vendors.fault(vendor, general.get());
        } else if (vendors.get(vendor).vendor().faults().stream()
                .anyMatch(fault -> fault.code().equals(word))) {
            vendors.fault(vendor, word, times == null ? FaultSwitches.ALWAYS : times.intValue());
        } else {
            throw new ErrorResponseException(
                    400,
                    "fault must be one of "
                            + Arrays.stream(SandboxFault.values())
                                    .map(SandboxFault::word)
                                    .collect(Collectors.joining(", "))
                            + ", or a code of the faults that GET /api/vendors lists for " + vendor + ".");
        }
        return fault(vendor);
    }

    private SandboxResponse putWebhook(ApiRequest request) throws ErrorResponseException {
        String vendor = vendor(request);
        JsonFields fields = request.body("{\"url\":\"http://127.0.0.1:9000/…\"}", Set.of("url"));
        URI target = targets.parse(ApiRequest.required(fields, "url").strip());
        if (target == null) {
            throw new ErrorResponseException(400, "url can't be used: " + WebhookTargets.REFUSED + ".");
        }
        vendors.get(vendor).vendor().webhook(target);
        return SandboxResponse.empty(204);
    }

    private SandboxResponse postReply(ApiRequest request) throws ErrorResponseException {
        JsonFields fields = request.body(
                "{\"vendor\",\"from\",\"to\",\"text\"}, all of them texts", Set.of("vendor", "from", "to", "text"));
        String vendor = known(ApiRequest.required(fields, "vendor"), 400);
        InboundMessage message = new InboundMessage(
                ApiRequest.required(fields, "from"),
                ApiRequest.required(fields, "to"),
                ApiRequest.required(fields, "text"));
        return SandboxResponse.json(201, Map.of("id", vendors.receive(vendor, message)));
    }
}
