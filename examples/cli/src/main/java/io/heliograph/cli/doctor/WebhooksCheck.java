package io.heliograph.cli.doctor;

import io.heliograph.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether webhooks can be verified, and whether the public URL is one that a vendor can call; without the network. */
public final class WebhooksCheck implements Check {
    private static final String NAME = "webhooks";

    private final @Nullable URI publicUrl;
    private final Settings settings;
    private final Set<String> providers;

    /**
     * A check of webhooks.
     *
     * @param publicUrl where vendors reach the receiver; null if it isn't known
     * @param providers the providers that have webhooks
     */
    public WebhooksCheck(@Nullable URI publicUrl, Settings settings, Set<String> providers) {
        this.publicUrl = publicUrl;
        this.settings = settings;
        this.providers = providers;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (String provider : providers) {
            String prefix = "heliograph.providers." + provider + ".";
            boolean isVerified = settings.get(prefix + "webhook-secrets").isPresent();
            if (settings.get(prefix + "webhook-unsafe-unverified")
                    .filter("true"::equals)
                    .isPresent()) {
                found.add(Finding.warn(
                        NAME,
                        provider,
                        "they are taken without verification: whoever knows the URL can send some",
                        "set " + prefix + "webhook-secrets instead of webhook-unsafe-unverified"));
            } else if (publicUrl != null && !isVerified) {
                found.add(Finding.warn(
                        NAME,
                        provider,
                        "it has no webhook-secrets, so every webhook is rejected",
                        "set " + prefix + "webhook-secrets; sms webhooks prints the URL to register"));
            }
        }
        found.add(ofUrl());
        return found;
    }

    private Finding ofUrl() {
        if (publicUrl == null) {
            return Finding.ok(NAME, "", "no public URL is known; --public-url URL checks one");
        }
        String host = publicUrl.getHost();
        if (host == null) {
            return Finding.fail(NAME, "", "the public URL has no host", "give one such as https://sms.example.com");
        }
        if (Hosts.isThisMachine(host)) {
            return Finding.fail(
                    NAME, "", "the public URL is this machine's own name", "give the name by which vendors reach it");
        }
        if (!"https".equalsIgnoreCase(publicUrl.getScheme())) {
            return Finding.warn(
                    NAME,
                    "",
                    "the public URL isn't https: numbers and texts can be read on the way, and vendors may refuse it",
                    "put a proxy with TLS in front");
        }
        return Finding.ok(NAME, "", "the public URL is https at " + host);
    }
}
