package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.tracking.AwaitResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** The shortest kind of test: the application as it is, and the sandbox that came with it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "heliograph.sandbox.deliver-after=50ms")
class FailoverTest {
    @Autowired
    Otp otp;

    @Autowired
    SmsClient sms;

    @Autowired
    Sandbox sandbox;

    @Test
    void with_the_first_provider_down_the_second_delivers_one_sms() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);
        Challenge challenge = otp.request("a-key-of-its-own", PhoneNumber.of("+447700900123"));

        assertThat(challenge.outcome()).containsInstanceOf(SendOutcome.Accepted.class);
        SendOutcome.Accepted accepted =
                (SendOutcome.Accepted) challenge.outcome().orElseThrow();
        AwaitResult awaited = sms.await(accepted.message().id(), Duration.ofSeconds(20));

        assertThat(awaited.timeline().status()).isEqualTo(Status.DELIVERED);
        assertThat(sandbox.inbox())
                .singleElement()
                .extracting(InboxMessage::vendor)
                .isEqualTo("androidgateway");
        String code = sandbox.inbox().get(0).text().substring(0, 6);
        assertThat(otp.verify(challenge, code)).isEqualTo(Challenge.Verdict.RIGHT);
    }
}
