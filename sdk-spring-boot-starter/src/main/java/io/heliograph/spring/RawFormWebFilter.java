package io.heliograph.spring;

import org.springframework.core.Ordered;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** The {@link RawFormFilter} of a reactive server: a filter that reads a form on a webhook's path gets an empty one. */
final class RawFormWebFilter implements WebFilter, Ordered {
    private final PathPattern path;

    RawFormWebFilter(WebhookEndpoint endpoint) {
        path = PathPatternParser.defaultInstance.parse(endpoint.path());
    }

    @Override
    public int getOrder() {
        return RawFormFilter.ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean isHere = path.matches(exchange.getRequest().getPath().pathWithinApplication());
        return chain.filter(isHere ? new Raw(exchange) : exchange);
    }

    private static final class Raw extends ServerWebExchangeDecorator {
        Raw(ServerWebExchange exchange) {
            super(exchange);
        }

        @Override
        public Mono<MultiValueMap<String, String>> getFormData() {
            return Mono.just(new LinkedMultiValueMap<>());
        }
    }
}
