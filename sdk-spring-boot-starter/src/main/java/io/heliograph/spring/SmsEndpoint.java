package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.routing.Plan;
import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.VendorOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.convert.DurationStyle;

/**
 * The Actuator endpoint {@code sms}: shows the settings with masked secrets and the state of the providers, and plans a request
 * without sending it. A plan is requested by POST, so that the number isn't in a URL, which servers log. Thread-safe.
 */
@Endpoint(id = "sms")
final class SmsEndpoint {
    private static final String MASK = "******";

    private static final String PROVIDERS = "heliograph.providers.";

    private final SmsClient client;
    private final ClientSettings settings;
    private final SettingNames names;
    private final ProvidersHealth health;

    SmsEndpoint(SmsClient client, ClientSettings settings, SettingNames names, ProvidersHealth health) {
        this.client = client;
        this.settings = settings;
        this.names = names;
        this.health = health;
    }

    /** The settings and the providers. */
    @ReadOperation
    Map<String, Object> overview() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("providers", health.details());
        all.put("unresolved", client.unresolved().size());
        Map<String, String> shown = defaults();
        settings.all().forEach((name, value) -> shown.put(name, masked(name, value)));
        all.put("settings", shown);
        return all;
    }

    /** What holds where nothing is set, in the form in which durations that are set are shown. */
    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (GeneralSetting setting : GeneralSetting.values()) {
            String text = setting.defaultValue();
            if (!text.isEmpty()) {
                boolean isTime = setting.type() == GeneralSetting.Type.DURATION;
                String shown = isTime ? DurationStyle.detectAndParse(text).toString() : text;
                defaults.put(setting.fullName(), shown);
            }
        }
        return defaults;
    }

    /** The plan of a message; nothing is sent. */
    @WriteOperation
    @SuppressWarnings("deprecation") // Spring Boot 3.5 knows no other annotation for what may be left out
    Map<String, Object> plan(
            String to,
            @org.springframework.lang.Nullable String text,
            @org.springframework.lang.Nullable String from,
            @org.springframework.lang.Nullable String route,
            @org.springframework.lang.Nullable String tag,
            @org.springframework.lang.Nullable Map<String, Object> options) {
        SendRequest.Builder request = SendRequest.to(to).text(text == null ? "Your code is 482910" : text);
        if (from != null) {
            request.from(from);
        }
        if (route != null) {
            request.route(route);
        }
        if (tag != null) {
            request.tag(tag);
        }
        try {
            if (options != null) {
                VendorOptions all = VendorOptions.onClassPath();
                options.forEach((name, value) -> all.set(request, name, String.valueOf(value)));
            }
            return describe(client.plan(request.build()));
        } catch (InvalidRequestException e) {
            throw new InvalidEndpointRequestException(String.valueOf(e.getMessage()), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> describe(Plan plan) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rule", plan.rule());
        all.put("segments", plan.segments().parts());
        all.put("encoding", plan.segments().encoding().name());
        all.put("steps", plan.steps().stream().map(SmsEndpoint::describe).toList());
        List<Map<String, String>> leftOut = plan.excluded().stream()
                .map(excluded -> Map.of(
                        "provider", excluded.provider(),
                        "error", excluded.reason().type().name(),
                        "reason", excluded.reason().reason()))
                .toList();
        all.put("leftOut", leftOut);
        List<Map<String, Object>> ignored = plan.ignored().stream()
                .map(one -> Map.<String, Object>of("provider", one.provider(), "fields", one.fields()))
                .toList();
        all.put("ignored", ignored);
        return all;
    }

    private static Map<String, Object> describe(CostEstimate estimate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("provider", estimate.provider());
        map.put("segments", estimate.segments().parts());
        map.put("credits", estimate.credits().toString());
        estimate.price().ifPresent(price -> map.put("price", price.toString()));
        return map;
    }

    /** Masks credentials, and what no provider is known to read. */
    private String masked(String name, String value) {
        if (!name.startsWith(PROVIDERS)) {
            return value;
        }
        String setting = name.substring(name.lastIndexOf('.') + 1);
        String provider = name.substring(PROVIDERS.length(), name.length() - setting.length() - 1);
        String type = settings.all().getOrDefault(PROVIDERS + provider + "." + SettingNames.TYPE, provider);
        boolean isFlag = value.equals("true") || value.equals("false");
        return names.isShown(type, setting) || isFlag ? value : MASK;
    }
}
