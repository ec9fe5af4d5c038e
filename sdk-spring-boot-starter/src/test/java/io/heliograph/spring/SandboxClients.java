package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes clients of a sandbox, without Spring. */
final class SandboxClients {
    private SandboxClients() {}

    static SmsClientBuilder client(Sandbox sandbox, String... providers) {
        return client(sandbox, Map.of(), providers);
    }

    /** A client without retries; {@code more} are settings of higher precedence. */
    static SmsClientBuilder client(Sandbox sandbox, Map<String, String> more, String... providers) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String provider : List.of(providers)) {
            String prefix = "heliograph.providers." + provider + ".";
            settings.put(prefix + "base-url", sandbox.baseUrl(provider).toString());
            sandbox.credentials(provider).forEach((name, value) -> settings.put(prefix + name, value));
        }
        settings.putAll(more);
        return SmsClient.builder().settings(Settings.of(settings)).retry(RetryPolicy.none());
    }

    static SendRequest.Builder request() {
        return SendRequest.to("+447700900123").from("ACME").text("Your code is 482910");
    }

    /** A request that this vendor takes. */
    static SendRequest.Builder request(String vendor) {
        return vendor.equals("thaibulk")
                ? SendRequest.to("+66812345678").from("HELIOGRAPH").text("Your code is 482910")
                : request().from("+12025550100");
    }
}
