package io.heliograph.cli.doctor;

import io.heliograph.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a provider is called without TLS on another machine. */
public final class CleartextCheck implements Check {
    private static final String NAME = "tls";

    private final Settings settings;
    private final Set<String> providers;

    public CleartextCheck(Settings settings, Set<String> providers) {
        this.settings = settings;
        this.providers = providers;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (String provider : providers) {
            String name = "heliograph.providers." + provider + ".base-url";
            settings.get(name).map(CleartextCheck::url).ifPresent(url -> {
                if ("http".equalsIgnoreCase(url.getScheme()) && !Hosts.isThisMachine(url.getHost())) {
                    found.add(Finding.warn(
                            NAME,
                            provider,
                            "it is called by plain http: keys, numbers and texts can be read on the way",
                            "set " + name + " to https, or keep it to a network that is yours alone"));
                }
            });
        }
        return found;
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return URI.create(""); // the check of the settings names it
        }
    }
}
