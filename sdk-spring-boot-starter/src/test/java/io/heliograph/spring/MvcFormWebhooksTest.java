package io.heliograph.spring;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class MvcFormWebhooksTest extends FormWebhooks {}
