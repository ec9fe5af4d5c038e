package io.heliograph.spring;

import io.heliograph.webhook.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Webhooks in a servlet container. */
final class MvcWebhooks {
    private MvcWebhooks() {}

    static RouterFunction<ServerResponse> at(WebhookDoor door) {
        return RouterFunctions.route()
                .POST(
                        door.path(),
                        request -> ServerResponse.status(receive(door, request)).build())
                .build();
    }

    private static int receive(WebhookDoor door, ServerRequest request) throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        byte[] body = servlet.getInputStream().readNBytes(door.maxSize() + 1);
        if (body.length > door.maxSize()) {
            return WebhookDoor.TOO_LARGE;
        }
        return door.receive(
                request.pathVariable("provider"),
                new WebhookRequest(headers(servlet), body, request.uri(), servlet.getRemoteAddr()));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
