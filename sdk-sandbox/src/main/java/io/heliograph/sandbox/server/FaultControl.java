package io.heliograph.sandbox.server;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows and sets the vendors' faults by HTTP. Thread-safe. */
final class FaultControl {
    /** The words of the faults that every vendor has, as readable text. */
    static final String WORDS =
            Arrays.stream(SandboxFault.values()).map(SandboxFault::word).collect(Collectors.joining(", "));

    private static final String TIMES = "times";
    private static final int MAX_TIMES = 1_000_000;

    private final VendorPorts vendors;

    FaultControl(VendorPorts vendors) {
        this.vendors = vendors;
    }

    /** The faults of all vendors. */
    SandboxResponse all() {
        return SandboxResponse.json(
                200, vendors.names().stream().map(this::json).toList());
    }

    /** The faults of one vendor, and which of them is switched on. */
    SandboxResponse of(String vendor) {
        return SandboxResponse.json(200, json(vendor));
    }

    private Map<String, @Nullable Object> json(String vendor) {
        Optional<FaultSwitches.Active> active = vendors.active(vendor);
        int times = active.map(FaultSwitches.Active::times).orElse(FaultSwitches.ALWAYS);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("vendor", vendor);
        json.put(
                "fault",
                active.map(switched -> switched.fault().code())
                        .orElseGet(() -> vendors.get(vendor).fault().word()));
        json.put(TIMES, times == FaultSwitches.ALWAYS ? null : times);
        json.put(
                "general",
                Arrays.stream(SandboxFault.values()).map(SandboxFault::word).toList());
        List<VendorFault> documented = vendors.get(vendor).vendor().faults();
        json.put("documented", documented.stream().map(FaultControl::json).toList());
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

    /** Sets the fault that the body names: the word of a general one, or the code of a documented one. */
    SandboxResponse put(SandboxRequest request, String vendor) {
        if (request.tooLarge()) {
            return SandboxResponse.text(413, "The body is one word.\n");
        }
        String word = request.text().strip();
        try {
            Query query = new Query(request.query(), "?times=1 to 1000000 is all that the query can have; wrong is ");
            query.refuseUnknown(Set.of(TIMES));
            int times = query.count(TIMES, FaultSwitches.ALWAYS, 1, MAX_TIMES);
            Optional<SandboxFault> general = SandboxFault.ofWord(word);
            if (general.isPresent() && times != FaultSwitches.ALWAYS) {
                throw query.wrong(TIMES + ": " + word + " lasts until it is changed");
            }
            if (general.isPresent()) {
                vendors.fault(vendor, general.get());
            } else {
                vendors.fault(vendor, word, times);
            }
            return SandboxResponse.text(200, word + "\n");
        } catch (ErrorResponseException error) {
            return SandboxResponse.text(error.status(), error.text() + "\n");
        } catch (IllegalArgumentException e) {
            return SandboxResponse.text(
                    400, "The body must be one of: " + WORDS + ", or a code that GET /faults/" + vendor + " lists.\n");
        }
    }
}
