package io.heliograph.spring;

import io.heliograph.webhook.WebhookRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The route of webhooks in a reactive server. Listeners may block, so they run on a thread that may block. */
final class WebFluxWebhooks {
    private WebFluxWebhooks() {}

    static RouterFunction<ServerResponse> at(WebhookEndpoint endpoint) {
        return RouterFunctions.route()
                .POST(endpoint.path(), request -> receive(endpoint, request).flatMap(WebFluxWebhooks::response))
                .GET(endpoint.path(), request -> receive(endpoint, request).flatMap(WebFluxWebhooks::response))
                .build();
    }

    private static Mono<ServerResponse> response(WebhookEndpoint.Answer answer) {
        ServerResponse.BodyBuilder builder =
                ServerResponse.status(answer.status()).headers(answer::addHeaders);
        return answer.hasBody() ? builder.bodyValue(answer.body()) : builder.build();
    }

    private static Mono<WebhookEndpoint.Answer> receive(WebhookEndpoint endpoint, ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), endpoint.maxSize())
                .map(WebFluxWebhooks::bytes)
                .defaultIfEmpty(new byte[0])
                .publishOn(Schedulers.boundedElastic())
                .map(body -> endpoint.receive(request.pathVariable("provider"), webhook(request, body)))
                .onErrorReturn(DataBufferLimitException.class, WebhookEndpoint.TOO_LARGE);
    }

    private static WebhookRequest webhook(ServerRequest request, byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().asHttpHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
        String from = request.remoteAddress()
                .map(address -> address.getAddress())
                .map(address -> address.getHostAddress())
                .orElse("");
        return new WebhookRequest(request.method().name(), headers, body, request.uri(), from);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
