package io.heliograph.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.testkit.sms.SmsInbox;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** Without the annotation nothing changes. */
@SpringBootTest(properties = {"heliograph.providers.wavix.api-key=real-key", "spring.main.web-application-type=none"})
class PlainSpringTest {
    @Test
    void without_the_annotation_there_is_no_sandbox(@Autowired ApplicationContext context) {
        assertThat(context.getBeanNamesForType(Sandbox.class)).isEmpty();
        assertThat(context.getBeanNamesForType(SmsInbox.class)).isEmpty();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}
}
