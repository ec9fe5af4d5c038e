package io.heliograph.settings;

import java.util.regex.Pattern;

/**
 * Recognises the variables that Kubernetes sets in each container for each Service of its namespace: a Service named
 * {@code heliograph-sandbox} makes {@code HELIOGRAPH_SANDBOX_PORT=tcp://10.0.0.9:8025}, which isn't a setting of ours.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables">Kubernetes, Service,
 *     environment variables, 2026-11-29</a>
 */
final class ServiceLinks {
    private static final Pattern NAME = Pattern.compile("HELIOGRAPH(_[A-Z0-9_]+)?"
            + "(_SERVICE_HOST|_SERVICE_PORT(_[A-Z0-9_]+)?|_PORT_[0-9]{1,5}_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");
    private static final Pattern PORT_NAME = Pattern.compile("HELIOGRAPH(_[A-Z0-9_]+)?_PORT");
    private static final Pattern PORT_VALUE = Pattern.compile("(tcp|udp|sctp)://.+");

    private ServiceLinks() {}

    static boolean isServiceLink(String variable, String value) {
        return NAME.matcher(variable).matches()
                || (PORT_NAME.matcher(variable).matches()
                        && PORT_VALUE.matcher(value.strip()).matches());
    }
}
