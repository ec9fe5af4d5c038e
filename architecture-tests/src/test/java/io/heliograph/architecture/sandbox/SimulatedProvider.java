package io.heliograph.architecture.sandbox;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.AndroidGatewayOptions;
import io.heliograph.message.VendorOption;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.nativehub.NativeHubOptions;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spi.VendorClient;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.Wavix;
import io.heliograph.wavix.WavixOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A provider whose vendor the sandbox simulates, with what a valid request needs there. */
enum SimulatedProvider {
    WAVIX("+44753715", "ACME"),
    ANDROIDGATEWAY("+44753715", "+12015550123"),
    NATIVEHUB("+44753715", "ACME"),
    TEXTINGLINE("+1202555", "+18005559876"),
    THAIBULK("+6681234", "HELIOGRAPH");

    /** What signs or marks the webhooks; the sandbox signs with it where the vendor signs. */
    static final String WEBHOOK_SECRET = "sixteen-characters-at-least";

    private static final String KEY = "sandbox";

    private final String firstDigits;
    private final String from;

    SimulatedProvider(String firstDigits, String from) {
        this.firstDigits = firstDigits;
        this.from = from;
    }

    String vendor() {
        return name().toLowerCase(Locale.ROOT);
    }

    String from() {
        return from;
    }

    /** A number of this vendor's country with these last four digits, which choose what becomes of a message. */
    String number(String lastDigits) {
        return firstDigits + lastDigits;
    }

    /** Two values of each option of a message that the simulated account takes. */
    Map<VendorOption<?>, List<String>> optionValues() {
        return switch (this) {
            case WAVIX -> Map.of(WavixOptions.SMART_ENCODING, List.of("true", "false"));
            case ANDROIDGATEWAY ->
                Map.of(
                        AndroidGatewayOptions.PRIORITY, List.of("100", "-100"),
                        AndroidGatewayOptions.SIM_NUMBER, List.of("2", "3"),
                        AndroidGatewayOptions.WITH_DELIVERY_REPORT, List.of("false", "true"),
                        AndroidGatewayOptions.DEVICE_ID, List.of("SandboxPhone000000001"),
                        AndroidGatewayOptions.DEVICE_ACTIVE_WITHIN, List.of("12", "24"),
                        AndroidGatewayOptions.SKIP_PHONE_VALIDATION, List.of("true", "false"));
            case NATIVEHUB ->
                Map.of(
                        NativeHubOptions.PROVIDER, List.of("route-1", "route-2"),
                        NativeHubOptions.PRIORITY, List.of("high", "low"));
            case TEXTINGLINE, THAIBULK -> Map.of();
        };
    }

    /** The provider at the vendor's own port. */
    VendorClient at(Sandbox sandbox) {
        String url = sandbox.baseUrl(vendor()).toString();
        return switch (this) {
            case WAVIX ->
                Wavix.builder()
                        .baseUrl(url)
                        .apiKey(KEY)
                        .lookupByTag(true)
                        .webhookSecrets(WEBHOOK_SECRET)
                        .build();
            case ANDROIDGATEWAY ->
                AndroidGateway.builder()
                        .baseUrl(url)
                        .username(KEY)
                        .password(KEY)
                        .webhookSecrets(WEBHOOK_SECRET)
                        .build();
            case NATIVEHUB ->
                NativeHub.builder()
                        .baseUrl(url)
                        .apiKey(KEY)
                        .webhookSecrets(WEBHOOK_SECRET)
                        .build();
            case TEXTINGLINE ->
                TextingLine.builder()
                        .baseUrl(url)
                        .keyId(KEY)
                        .keySecret(KEY)
                        .webhookSecrets(WEBHOOK_SECRET)
                        .build();
            case THAIBULK -> ThaiBulk.builder().baseUrl(url).apiKey(KEY).build();
        };
    }
}
