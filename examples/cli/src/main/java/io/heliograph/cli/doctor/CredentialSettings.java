package io.heliograph.cli.doctor;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The full names of the settings that hold a provider's credentials. */
final class CredentialSettings {
    /** Credentials of the webhooks and of the messages, which no call takes. */
    private static final Set<String> OTHERS = Set.of("webhook-secrets", "passphrase");

    /** Parts of a login that aren't secret, so that no factory marks them. */
    private static final List<String> LOGIN = List.of("username", "key-id");

    private CredentialSettings() {}

    /** Those of a provider, or of an account whose name begins with that of its provider; else all below its name. */
    static Set<String> of(String provider) {
        String prefix = "heliograph.providers." + provider + ".";
        Set<String> names = new TreeSet<>();
        for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
            if (provider.equals(factory.name()) || provider.startsWith(factory.name() + "-")) {
                ofFactory(factory).forEach(name -> names.add(prefix + name));
            }
        }
        return names.isEmpty() ? Set.of(prefix + "…") : names;
    }

    /** A factory names its settings as it reads them. */
    private static Set<String> ofFactory(ProviderFactory factory) {
        ProviderSettings none = new ProviderSettings(name -> Optional.empty());
        try {
            factory.create(none).provider().close();
        } catch (InvalidRequestException e) {
            // since nothing is set
        }
        Set<String> names = new TreeSet<>(none.secrets());
        names.removeAll(OTHERS);
        LOGIN.stream().filter(none.known()::contains).forEach(names::add);
        return names;
    }
}
