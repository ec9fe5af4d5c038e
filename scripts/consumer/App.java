package consumer;

import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderState;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Sends SMS to the sandbox of a Spring Boot application with all limits on, until it fails and the circuit breaker opens. */
@SpringBootApplication
public class App {
    private static final int FAILURES = 6;

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext context = SpringApplication.run(App.class, arguments)) {
            SmsClient sms = context.getBean(SmsClient.class);
            Sandbox sandbox = context.getBean(Sandbox.class);
            SendRequest.Builder request = SendRequest.to("+66812345678").from("ACME").text("สวัสดี");
            sms.send(request.build());
            boolean arrived = sandbox.inbox().stream().anyMatch(message -> message.to().equals("+66812345678"));
            sandbox.fault("wavix", SandboxFault.OUTAGE);
            for (int i = 0; i < FAILURES; i++) {
                sms.trySend(request.build());
            }
            ProviderState state = sms.states().get("wavix");
            if (!arrived || state.kind() != ProviderState.Kind.DOWN) {
                throw new IllegalStateException("arrived: " + arrived + ", " + state);
            }
            System.out.println("  sent, and the circuit breaker opens");
        }
    }
}
