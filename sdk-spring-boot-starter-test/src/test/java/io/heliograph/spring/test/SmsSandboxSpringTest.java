package io.heliograph.spring.test;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.client.MessageQuery;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.testkit.sms.SmsInbox;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;

/** An application that names real accounts sends to the sandbox, and each test begins with an empty one. */
@SpringBootTest(
        properties = {
            "heliograph.providers.wavix.api-key=real-key",
            "heliograph.providers.wavix.base-url=https://api.wavix.com",
            "heliograph.providers.wavix.from=ACME",
            "spring.main.web-application-type=none"
        })
@AutoConfigureSmsSandbox
class SmsSandboxSpringTest {
    private final SmsClient sms;
    private final SmsInbox inbox;
    private final Sandbox sandbox;
    private final SandboxClient client;

    SmsSandboxSpringTest(
            @Autowired SmsClient sms,
            @Autowired SmsInbox inbox,
            @Autowired Sandbox sandbox,
            @Autowired SandboxClient client) {
        this.sms = sms;
        this.inbox = inbox;
        this.sandbox = sandbox;
        this.client = client;
    }

    @RepeatedTest(2)
    void each_test_begins_with_an_empty_sandbox() {
        assertThat(inbox).isEmpty();

        assertThat(sms.trySend(
                        SendRequest.to("+66812345678").text("Hi").route("wavix").build()))
                .isAccepted()
                .via("wavix");

        assertThat(inbox).hasExactlyOneMessageTo("+66812345678").isFrom("ACME");
        assertThat(client.messages(MessageQuery.all())).hasSize(1);
    }

    @RepeatedTest(2)
    void a_fault_ends_with_its_test() {
        assertThat(sandbox.fault("wavix")).isEqualTo(SandboxFault.NONE);

        client.fault("wavix", "rate-limited");

        assertThat(sandbox.fault("wavix")).isEqualTo(SandboxFault.RATE_LIMITED);
    }

    @Test
    void the_client_of_the_sandbox_is_of_this_one() {
        assertThat(client.url()).isEqualTo(sandbox.url());
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Shop {}
}
