package io.heliograph.spring;

import io.heliograph.webhook.WebhookRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Webhooks in a reactive server. Listeners may block, so they are called on a thread that may. */
final class WebFluxWebhooks {
    private WebFluxWebhooks() {}

    static RouterFunction<ServerResponse> at(WebhookEndpoint door) {
        return RouterFunctions.route()
                .POST(door.path(), request -> receive(door, request).flatMap(WebFluxWebhooks::response))
                .GET(door.path(), request -> receive(door, request).flatMap(WebFluxWebhooks::response))
                .build();
    }

    private static Mono<ServerResponse> response(WebhookEndpoint.Answer answer) {
        ServerResponse.BodyBuilder builder = ServerResponse.status(answer.status());
        if (!answer.allow().isEmpty()) {
            builder.header("Allow", answer.allow());
        }
        return answer.hasBody()
                ? builder.contentType(MediaType.parseMediaType(answer.contentType()))
                        .bodyValue(answer.body())
                : builder.build();
    }

    private static Mono<WebhookEndpoint.Answer> receive(WebhookEndpoint door, ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), door.maxSize())
                .map(WebFluxWebhooks::bytes)
                .defaultIfEmpty(new byte[0])
                .publishOn(Schedulers.boundedElastic())
                .map(body -> door.receive(request.pathVariable("provider"), webhook(request, body)))
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
