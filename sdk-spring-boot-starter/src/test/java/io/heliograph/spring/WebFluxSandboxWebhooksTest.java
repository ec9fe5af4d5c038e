package io.heliograph.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"spring.main.web-application-type=reactive", "spring.webflux.base-path=/shop"})
class WebFluxSandboxWebhooksTest extends SandboxWebhooksContract {}
