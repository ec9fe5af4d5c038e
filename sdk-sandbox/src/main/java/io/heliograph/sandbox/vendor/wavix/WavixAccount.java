package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account's profile at Wavix, of which only the two callback URLs have an effect here (OpenAPI, 2026-06-30). Not
 * thread-safe: the owner locks.
 */
final class WavixAccount {
    private static final String REPORTS = "dlr_relay_url";
    private static final String INBOUND = "sms_relay_url";
    private static final Set<String> TEXTS = Set.of(
            "additional_info",
            "contacts",
            "default_short_link_endpoint",
            "first_name",
            "last_name",
            "phone",
            "time_zone",
            "job_title",
            INBOUND,
            REPORTS);
    private static final String COMPANY = "company_info";

    private final VendorContext context;
    private @Nullable URI reports;
    private @Nullable URI inbound;

    WavixAccount(VendorContext context) {
        this.context = context;
    }

    @Nullable
    URI reports() {
        return reports;
    }

    @Nullable
    URI inbound() {
        return inbound;
    }

    void setBoth(URI target) {
        reports = target;
        inbound = target;
    }

    /** Changes the given URLs; an empty one ends its callbacks. Other members are validated and ignored. */
    void update(SandboxRequest request) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, WavixSend.ERROR_PREFIX);
        for (String name : fields.members().keySet()) {
            if (name.equals(COMPANY)) {
                fields.object(COMPANY);
            } else if (TEXTS.contains(name)) {
                fields.string(name);
            } else {
                throw fields.wrong(name);
            }
        }
        URI newReports = url(fields, REPORTS, reports);
        URI newInbound = url(fields, INBOUND, inbound);
        reports = newReports;
        inbound = newInbound;
    }

    private @Nullable URI url(JsonFields fields, String name, @Nullable URI present) throws ErrorResponseException {
        String url = fields.string(name);
        if (url == null || url.isEmpty()) {
            return url == null ? present : null;
        }
        URI target = context.webhookTarget(url).orElse(null);
        if (target == null) {
            throw new ErrorResponseException(422, "Invalid " + name + ": " + WebhookTargets.REFUSED);
        }
        return target;
    }

    /** The balance, which never falls here, and limits. */
    static Map<String, @Nullable Object> config() {
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        limits.put("max_call_duration", 3600);
        limits.put("max_sip_channels", 8);
        limits.put("max_call_rate", "99.0");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("balance", "1000000.0");
        json.put("global_limits", limits);
        return json;
    }

    Map<String, @Nullable Object> json() {
        List<Map<String, String>> destinations = new ArrayList<>();
        if (inbound != null) {
            destinations.add(Map.of("transport", "sms", "value", inbound.toString()));
        }
        if (reports != null) {
            destinations.add(Map.of("transport", "dlr", "value", reports.toString()));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", 1);
        json.put("email", "sandbox@example.com");
        for (String name : List.of("first_name", "last_name", "phone", "additional_info", "contact_email")) {
            json.put(name, null);
        }
        json.put("timezone", "UTC");
        json.put("job_title", null);
        json.put("default_short_link_endpoint", null);
        json.put("default_destinations", destinations);
        json.put(COMPANY, null);
        return json;
    }
}
