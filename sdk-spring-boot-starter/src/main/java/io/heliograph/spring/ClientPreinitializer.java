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
 * Loads what every client needs on the thread that Spring Boot 4 has for such things, beside the one that starts the
 * application: the platform's trust store, and the classes of OkHttp, Moshi and ours.
 */
final class ClientPreinitializer implements BackgroundPreinitializer {
    ClientPreinitializer() {}

    /** For Moshi to look at. */
    private static final class Answer {}

    @Override
    public void preinitialize() {
        // It reads the trust store; the JDK keeps the certificates, and looks itself whether another store is meant
        // then.
        VendorHttp.to(Endpoint.of("https://localhost", false), HttpOptions.defaults())
                .close();
        JsonBinding.of(Answer.class);
        SettingNames names = new SettingNames();
        names.providers().forEach(names::settings);
        SmsClient.builder().settings(Settings.of(Map.of()));
    }
}
