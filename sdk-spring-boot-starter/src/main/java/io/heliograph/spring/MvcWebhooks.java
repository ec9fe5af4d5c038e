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

/** The route of webhooks in a servlet container. */
final class MvcWebhooks {
    private MvcWebhooks() {}

    static RouterFunction<ServerResponse> at(WebhookEndpoint endpoint) {
        return RouterFunctions.route()
                .POST(endpoint.path(), request -> response(receive(endpoint, request)))
                .GET(endpoint.path(), request -> response(receive(endpoint, request)))
                .build();
    }

    private static ServerResponse response(WebhookEndpoint.Answer answer) {
        ServerResponse.BodyBuilder builder =
                ServerResponse.status(answer.status()).headers(answer::addHeaders);
        return answer.hasBody() ? builder.body(answer.body()) : builder.build();
    }

    private static WebhookEndpoint.Answer receive(WebhookEndpoint endpoint, ServerRequest request) throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        byte[] body = servlet.getInputStream().readNBytes(endpoint.maxSize() + 1);
        if (body.length > endpoint.maxSize()) {
            return WebhookEndpoint.TOO_LARGE;
        }
        return endpoint.receive(
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
