package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.Attempt;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.thaibulk.ThaiBulk;
import io.heliograph.wavix.Wavix;

/**
 * How do I choose providers by country, and another one where the first is down, without a second SMS?
 *
 * <p>The route says it in one line. The next provider is asked only after a rejection that lies with the provider: never while the SMS
 * may be out, and never for somebody who has opted out. {@code scripts/recipe failover} runs it on a sandbox. For real accounts leave
 * out {@code baseUrl}, and set your API keys and senders.
 */
final class FailoverByCountry {
    static final String ROUTE = "TH: thaibulk || wavix; *: wavix";

    private FailoverByCountry() {}

    static SmsClient client(Sandbox sandbox) {
        return SmsClient.builder()
                .provider(ThaiBulk.builder()
                        .apiKey("sandbox")
                        .baseUrl(sandbox.baseUrl("thaibulk").toString())
                        .from("HELIOGRAPH")
                        .build())
                .provider(Wavix.builder()
                        .apiKey("sandbox")
                        .baseUrl(sandbox.baseUrl("wavix").toString())
                        .from("ACME")
                        .build())
                .route(ROUTE)
                .build();
    }

    static void run(Sandbox sandbox) {
        try (SmsClient sms = client(sandbox)) {
            SendRequest thai = text("+66812345678");
            System.out.println("A Thai number goes to " + sms.plan(thai).providers() + ", a British one to "
                    + sms.plan(text("+447700900123")).providers() + ".");
            print("Thailand", sms.trySend(thai));

            sandbox.fault("thaibulk", SandboxFault.OUTAGE);
            print("Thailand, ThaiBulk is down", sms.trySend(text("+66812345679")));
            print("Britain", sms.trySend(text("+447700900123")));
            print("Thailand, opted out at Wavix", sms.trySend(text("+66812340002")));
        }
    }

    private static SendRequest text(String phone) {
        return SendRequest.to(phone).text("Your table is free").build();
    }

    private static void print(String name, SendOutcome outcome) {
        System.out.println(name + ": " + outcome.describe());
        for (Attempt attempt : outcome.attempts()) {
            System.out.println("  " + attempt.provider() + ": " + attempt.result() + " " + attempt.note());
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
