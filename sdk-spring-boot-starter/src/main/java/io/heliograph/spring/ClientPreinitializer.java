package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.VendorHttp;
import io.heliograph.json.JsonBinding;
import io.heliograph.settings.Settings;
import java.util.Map;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Preloads the platform's trust store and the classes of OkHttp, Moshi and Heliograph on Spring Boot 4's background thread,
 * beside the thread that starts the application.
 */
final class ClientPreinitializer implements BackgroundPreinitializer {
    ClientPreinitializer() {}

    /** A class for Moshi to bind. */
    private static final class Sample {}

    @Override
    public void preinitialize() {
        // This reads the trust store; the JDK caches the certificates, and checks by itself whether the store has
        // changed.
        VendorHttp.to(Endpoint.of("https://localhost", false), HttpOptions.defaults())
                .close();
        JsonBinding.of(Sample.class);
        SettingNames names = new SettingNames();
        names.providers().forEach(names::settings);
        SmsClient.builder().settings(Settings.of(Map.of()));
    }
}
