package io.heliograph.template;

import static io.heliograph.testkit.VendorServer.fixture;

import io.heliograph.http.HttpOptions;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.testkit.SettingsContract;
import io.heliograph.testkit.socket.Behaviour;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The builder, and the settings below {@code heliograph.providers.template.}. */
class TemplateSettingsTest extends SettingsContract {
    @Override
    protected ProviderFactory factory() {
        return new TemplateFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("api-key", "key-of-the-file");
    }

    @Override
    protected Map<String, String> optional() {
        return Map.of("from", "ACME");
    }

    @Override
    protected List<Map.Entry<String, String>> wrong() {
        return List.of(Map.entry("from", "canary-canary-canary"));
    }

    @Override
    protected VendorClient door(HttpOptions options) {
        return Template.builder().apiKey("key").http(options).build();
    }

    @Override
    protected Optional<VendorClientBuilder<?>> builder() {
        return Optional.of(Template.builder());
    }

    @Override
    protected String vendorUrl() {
        return "https://api.template.example/v1";
    }

    @Override
    protected String sendPath() {
        return "/messages";
    }

    @Override
    protected Behaviour accepted() {
        return Behaviour.answer(201, "application/json", fixture(TemplateSettingsTest.class, "accepted.json"));
    }
}
