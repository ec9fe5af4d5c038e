package io.heliograph.spring;

import io.heliograph.webhook.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Webhooks in a servlet container. */
final class MvcWebhooks {
    private MvcWebhooks() {}

    static RouterFunction<ServerResponse> at(WebhookEndpoint door) {
        return RouterFunctions.route()
                .POST(door.path(), request -> response(receive(door, request)))
                .GET(door.path(), request -> response(receive(door, request)))
                .build();
    }

    private static ServerResponse response(WebhookEndpoint.Answer answer) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(answer.status());
        if (!answer.allow().isEmpty()) {
            builder.header("Allow", answer.allow());
        }
        return answer.hasBody()
                ? builder.contentType(MediaType.parseMediaType(answer.contentType()))
                        .body(answer.body())
                : builder.build();
    }

    private static WebhookEndpoint.Answer receive(WebhookEndpoint door, ServerRequest request) throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        byte[] body = servlet.getInputStream().readNBytes(door.maxSize() + 1);
        if (body.length > door.maxSize()) {
            return WebhookEndpoint.TOO_LARGE;
        }
        return door.receive(
                request.pathVariable("provider"),
                new WebhookRequest(
                        servlet.getMethod(), headers(servlet), body, request.uri(), servlet.getRemoteAddr()));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
