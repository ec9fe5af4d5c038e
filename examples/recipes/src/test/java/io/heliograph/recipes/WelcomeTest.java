package io.heliograph.recipes;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.testkit.sms.SmsInbox;
import io.heliograph.testkit.sms.SmsSandbox;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * How do I test code that sends, without a real SMS?
 *
 * <p>{@code @SmsSandbox} of {@code heliograph-testkit} gives each test a client that sends to a sandbox, and the inbox of its phones. Numbers
 * and faults ask for whatever a vendor can do. {@code scripts/recipe testing} runs it.
 */
@SmsSandbox(providers = "wavix")
class WelcomeTest {
    private static final String ANN = "+447700900123";

    /** The code to test: whether to show "look at your phone". */
    private static boolean welcome(SmsClient sms, String phone) {
        SendRequest request = SendRequest.to(phone).text("Welcome to ACME").build();
        return sms.trySend(request).fold(accepted -> true, rejected -> false, unknown -> true);
    }

    @Test
    void a_new_customer_gets_one_sms(SmsClient sms, SmsInbox inbox) {
        assertThat(welcome(sms, ANN)).isTrue();

        assertThat(inbox).hasExactlyOneMessageTo(ANN).hasText("Welcome to ACME").via("wavix");
    }

    @Test
    void a_number_that_gets_no_sms_is_admitted(SmsClient sms, SmsInbox inbox) {
        assertThat(welcome(sms, "+447700900001")).isFalse(); // 0001: an invalid number

        assertThat(inbox).isEmpty();
    }

    @Test
    void a_lost_answer_is_no_reason_for_a_second_sms(SmsClient sms, SmsInbox inbox, Sandbox sandbox) {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);

        CompletableFuture<Boolean> shown = CompletableFuture.supplyAsync(() -> welcome(sms, ANN));
        inbox.await(ANN);
        sandbox.fault("wavix", SandboxFault.NONE); // the connection breaks before the answer

        assertThat(shown.join()).isTrue();
        assertThat(inbox).hasExactlyOneMessageTo(ANN);
    }
}
