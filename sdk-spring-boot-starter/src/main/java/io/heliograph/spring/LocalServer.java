package io.heliograph.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Where this application's own web server is reached from the same machine. */
final class LocalServer {
    private LocalServer() {}

    /** The URL with the context path and without a last slash; null where no server has a port. */
    static @Nullable String url(Environment environment) {
        String port = environment.getProperty("local.server.port");
        return port == null
                ? null
                : scheme(environment) + "://127.0.0.1:" + port
                        + path(environment, "server.servlet.context-path")
                        + path(environment, "spring.mvc.servlet.path")
                        + path(environment, "spring.webflux.base-path");
    }

    /** A path without its last slash, or an empty one. */
    private static String path(Environment environment, String name) {
        return environment.getProperty(name, "").replaceAll("/$", "");
    }

    private static String scheme(Environment environment) {
        boolean secure = environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
        return secure && environment.getProperty("server.ssl.enabled", Boolean.class, true) ? "https" : "http";
    }
}
