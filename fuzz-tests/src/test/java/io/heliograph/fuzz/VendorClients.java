package io.heliograph.fuzz;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.http.HttpOptions;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.template.Template;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.Wavix;

/** The clients of all providers, with invented credentials. */
final class VendorClients {
    private static final String KEY = "key-of-the-test";
    private static final String SECRET = "a-secret-for-webhooks-of-the-test";

    private VendorClients() {}

    static AndroidGateway androidGateway(HttpOptions http) {
        return AndroidGateway.builder()
                .username("ABCDEF")
                .password("abcdefghijklmn")
                .webhookSecrets(SECRET)
                .http(http)
                .build();
    }

    static NativeHub nativeHub(HttpOptions http) {
        return NativeHub.builder()
                .apiKey(KEY)
                .from("BRAND")
                .webhookSecrets(SECRET)
                .http(http)
                .build();
    }

    /** This client logs in first, so the fuzzed body is the login's response. */
    static NativeHub nativeHubOfAUser(HttpOptions http) {
        return NativeHub.builder()
                .username("ops@example.com")
                .password("a-password")
                .from("BRAND")
                .http(http)
                .build();
    }

    static TextingLine textingLine(HttpOptions http) {
        return TextingLine.builder()
                .keyId("uk1")
                .keySecret("sk1")
                .from("54321")
                .http(http)
                .build();
    }

    static ThaiBulk thaiBulk(HttpOptions http) {
        return ThaiBulk.builder().apiKey(KEY).from("ACME").http(http).build();
    }

    static Wavix wavix(HttpOptions http) {
        return Wavix.builder()
                .apiKey(KEY)
                .from("Wavix")
                .lookupByTag(true)
                .webhookSecrets(SECRET)
                .http(http)
                .build();
    }

    static Template template(HttpOptions http) {
        return Template.builder().apiKey(KEY).from("ACME").http(http).build();
    }
}
