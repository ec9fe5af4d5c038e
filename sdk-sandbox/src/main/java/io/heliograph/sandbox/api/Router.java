package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.server.ClientConnection;
import io.heliograph.sandbox.server.RawRequest;
import io.heliograph.sandbox.server.RequestHandler;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes each request to the operation of its method and path, and makes JSON of its errors. Thread-safe. */
final class Router implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int MAX_BODY = 1024 * 1024;
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final List<Route> routes;
    private final AccessRules access;

    Router(List<Route> routes, AccessRules access) {
        this.routes = List.copyOf(routes);
        this.access = access;
    }

    List<Route> routes() {
        return routes;
    }

    @Override
    public @Nullable SandboxResponse handle(RawRequest raw, ClientConnection connection) {
        SandboxRequest request = raw.without("");
        SandboxResponse response = respond(request, connection);
        if (response == null) {
            return null;
        }
        SandboxResponse complete = response;
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            complete = complete.withHeader(header.getKey(), header.getValue());
        }
        return complete;
    }

    private @Nullable SandboxResponse respond(SandboxRequest request, ClientConnection connection) {
        List<Route> onPath =
                routes.stream().filter(route -> route.fits(request.path())).toList();
        Optional<Route> found = onPath.stream()
                .filter(route -> route.method().equals(request.method()))
                .findFirst();
        if (found.isEmpty()) {
            return onPath.isEmpty() ? notFound() : notAllowed(onPath);
        }
        try {
            return handle(found.get(), request, connection);
        } catch (ErrorResponseException error) {
            return error(error.status(), error.text());
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return error(409, String.valueOf(e.getMessage()));
        } catch (IOException | InterruptedException e) {
            // The client has gone, or the sandbox is closed.
            LOG.debug("{} ended: {}", found.get().path(), e.getClass().getSimpleName());
            connection.cut();
            return null;
        }
    }

    private @Nullable SandboxResponse handle(Route route, SandboxRequest request, ClientConnection connection)
            throws ErrorResponseException, IOException, InterruptedException {
        if (!route.method().equals("GET")) {
            access.check(request);
        }
        if (request.tooLarge() || request.body().length > MAX_BODY) {
            throw new ErrorResponseException(413, "The body has at most 1 MB here.");
        }
        if (request.isMalformed()) {
            throw new ErrorResponseException(
                    400,
                    "A percent sign in the URL needs two hexadecimal digits after it; write %25 for the sign itself.");
        }
        Parameters parameters = Parameters.of(request.query(), route.parameters());
        // Ids and names of vendors have nothing to decode.
        String variable = route.variable(request.path());
        return route.handler().handle(new ApiRequest(request, variable, parameters, connection));
    }

    private SandboxResponse notFound() {
        String paths = routes.stream().map(Route::path).distinct().sorted().collect(Collectors.joining(", "));
        return error(404, "There is nothing at this path; there is " + paths + ".");
    }

    private static SandboxResponse notAllowed(List<Route> onPath) {
        String allowed = String.join(
                ", ", new TreeSet<>(onPath.stream().map(Route::method).toList()));
        return error(405, "Only " + allowed + " works at this path.").withHeader("Allow", allowed);
    }

    static SandboxResponse error(int status, String text) {
        return SandboxResponse.json(status, Map.of("error", text));
    }
}
