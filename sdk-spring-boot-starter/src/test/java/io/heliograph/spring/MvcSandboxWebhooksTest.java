package io.heliograph.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "spring.main.web-application-type=servlet",
            "server.servlet.context-path=/shop",
            "spring.mvc.servlet.path=/till"
        })
class MvcSandboxWebhooksTest extends SandboxWebhooksContract {}
