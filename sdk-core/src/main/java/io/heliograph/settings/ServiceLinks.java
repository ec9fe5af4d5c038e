package io.heliograph.settings;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Recognises the variables that Kubernetes sets in each container for each Service of its namespace: a Service named
 * {@code heliograph-sandbox} makes {@code HELIOGRAPH_SANDBOX_PORT=tcp://10.0.0.9:8025}, which isn't a setting of ours. Name and
 * value must both be those of a link, so that no misspelt setting is ignored.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Kubernetes, Service,
 *     environment variables, 2026-11-29</a>
 */
final class ServiceLinks {
    private static final String SERVICE = "HELIOGRAPH(_[A-Z0-9_]+)?";
    private static final String PORT_OF_SERVICE = SERVICE + "_PORT_[0-9]{1,5}_(TCP|UDP|SCTP)";
    private static final String ADDRESS = "([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)";
    private static final String NUMBER = "[0-9]{1,5}";

    /** The values of a link by its name. */
    private static final Map<Pattern, Pattern> LINKS = Map.of(
            Pattern.compile(SERVICE + "_SERVICE_HOST"), Pattern.compile(ADDRESS),
            Pattern.compile(SERVICE + "_SERVICE_PORT(_[A-Z0-9_]+)?"), Pattern.compile(NUMBER),
            Pattern.compile(SERVICE + "_PORT(_[0-9]{1,5}_(TCP|UDP|SCTP))?"),
                    Pattern.compile("(tcp|udp|sctp)://(\\[" + ADDRESS + "]|" + ADDRESS + "):" + NUMBER),
            Pattern.compile(PORT_OF_SERVICE + "_PROTO"), Pattern.compile("tcp|udp|sctp"),
            Pattern.compile(PORT_OF_SERVICE + "_PORT"), Pattern.compile(NUMBER),
            Pattern.compile(PORT_OF_SERVICE + "_ADDR"), Pattern.compile(ADDRESS));

    private ServiceLinks() {}

    static boolean isServiceLink(String variable, String value) {
        return LINKS.entrySet().stream()
                .anyMatch(link -> link.getKey().matcher(variable).matches()
                        && link.getValue().matcher(value.strip()).matches());
    }
}
