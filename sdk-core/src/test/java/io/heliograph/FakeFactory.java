package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Secret;
import io.heliograph.message.Violations;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes {@code fake}, which needs an {@code api-key} and connects to nothing. */
public final class FakeFactory implements ProviderFactory {
    public FakeFactory() {}

    /** What this thread's test has made. */
    public static final ThreadLocal<List<FakeProvider>> MADE = ThreadLocal.withInitial(ArrayList::new);

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public VendorClient create(ProviderSettings settings) {
        AtomicReference<@Nullable String> key = new AtomicReference<>();
        Violations violations = new Violations();
        settings.text("api-key", key::set);
        settings.text("base-url", url -> {
            if (!url.startsWith("https://")) {
                violations.add("base-url", "must begin with https://");
            }
        });
        settings.flag("fast", flag -> {});
        violations.require("api-key", key.get(), value -> Secret.of("api-key", value));
        violations.throwIfAny();
        FakeProvider made = FakeProvider.refusing(name(), ErrorType.NO_ROUTE);
        MADE.get().add(made);
        return made;
    }
}
