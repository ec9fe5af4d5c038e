package io.heliograph.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of a proxy: Java reads its own properties, and not the variables that other programs read. */
public final class ProxyCheck implements Check {
    private static final String NAME = "proxy";
    private static final int MAX_PORT = 65_535;
    private static final String HOW =
            "JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\", if vendors are behind it";

    private final Map<String, String> environment;
    private final UnaryOperator<@Nullable String> property;

    /**
     * A check of these values.
     *
     * @param property gives a system property by its name; null if it isn't set
     */
    public ProxyCheck(Map<String, String> environment, UnaryOperator<@Nullable String> property) {
        this.environment = environment;
        this.property = property;
    }

    @Override
    public List<Finding> findings() {
        String host = text("https.proxyHost");
        if (!host.isEmpty()) {
            return List.of(ofJava(host));
        }
        if (!text("socksProxyHost").isEmpty()) {
            return List.of(Finding.ok(NAME, "", "vendors are called through a SOCKS proxy"));
        }
        if (!text("http.proxyHost").isEmpty()) {
            return List.of(Finding.warn(
                    NAME, "", "http.proxyHost is set, and https.proxyHost isn't: vendors are called without it", HOW));
        }
        return Stream.of("https_proxy", "all_proxy")
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT)))
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst()
                .map(name -> Finding.warn(NAME, "", name + " is set, and Java doesn't read it", HOW))
                .or(() -> Optional.of(Finding.ok(NAME, "", "none")))
                .stream()
                .toList();
    }

    private String text(String name) {
        String value = property.apply(name);
        return value == null ? "" : value;
    }

    private Finding ofJava(String host) {
        if (host.contains("/") || host.contains("@")) {
            return Finding.fail(
                    NAME,
                    "",
                    "https.proxyHost is a URL or has a login",
                    "set it to the host's name alone, without both");
        }
        String port = text("https.proxyPort");
        boolean isPort = port.isEmpty()
                || (port.matches("[0-9]{1,5}") && Integer.parseInt(port) > 0 && Integer.parseInt(port) <= MAX_PORT);
        return isPort
                ? Finding.ok(NAME, "", "vendors are called through " + host + ":" + (port.isEmpty() ? "443" : port))
                : Finding.fail(NAME, "", "https.proxyPort is no port", "set it to 1 to " + MAX_PORT);
    }
}
