package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.socket.Behaviour;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Credentials, numbers and texts stay out of logs, exceptions, {@code toString} and printed output: a marked one of
 * each goes through every kind of outcome. It needs Logback on the test class path to capture logs.
 */
public abstract class LeakContract extends LimitScopeContract {
    /**
     * Shares no substring with the secret: the redactor would hide such a word anyway, whether the provider hides
     * texts or not.
     */
    private static final String TEXT = "okapistripe brings code 739154 tonight";

    /** The forms in which a value could leak. */
    private List<String> canaries() {
        List<String> all =
                new ArrayList<>(List.of(secret(), to().substring(1), to().substring(4), "okapistripe", "739154"));
        for (String before : List.of("", "x", "xx")) { // the encoding depends on the position of the secret
            String encoded = Base64.getEncoder().encodeToString((before + secret()).getBytes(StandardCharsets.UTF_8));
            all.add(encoded.substring(before.isEmpty() ? 0 : 4, 20));
            String text = Base64.getEncoder().encodeToString((before + TEXT).getBytes(StandardCharsets.UTF_8));
            all.add(text.substring(before.isEmpty() ? 0 : 4, 20));
        }
        return all;
    }

    protected LeakContract() {}

    /** A vendor's error response that echoes the whole request. */
    protected abstract String errorBody(String text);

    /**
     * The body of a 2xx in which the message has failed, with these words as the reason, in the vendor's form; empty
     * if the vendor gives no reasons for failed messages.
     */
    protected Optional<String> failedBody(String text) {
        return Optional.empty();
    }

    static List<String> endings() {
        return List.of(
                "accepted",
                "200",
                "failed",
                "400",
                "401",
                "404",
                "422",
                "429",
                "500",
                "silent",
                "html",
                "cut",
                "reset",
                "refused",
                "tls");
    }

    @ParameterizedTest
    @MethodSource("endings")
    final void no_secret_number_or_text_is_seen(String ending) {
        StringBuilder seen = new StringBuilder();
        try (LogCapture logs = new LogCapture();
                PrintedText printed = new PrintedText();
                FaultScenario scenario = scenario(ending);
                SmsClient client = SmsClient.builder()
                        .retry(RetryPolicy.none())
                        .deadline(scenario.deadline)
                        .provider(provider(scenario.baseUrl(), secret(), scenario.options()))
                        .build()) {
            SendRequest request = SendRequest.to(to())
                    .from(from())
                    .text(TEXT)
                    .deadline(scenario.deadline)
                    .build();
            seen.append(client).append(request).append(request.to());
            SendOutcome outcome = client.trySend(request);
            seen.append(outcome).append(outcome.attempts());
            see(seen, () -> client.send(request));
            String provider = outcome.attempts().get(0).provider();
            see(seen, () -> client.status(new MessageId(provider, "known-1")));
            see(seen, () -> client.cancel(new MessageId(provider, "known-1")));
            see(seen, () -> client.balance(provider));
            seen.append(logs.text()).append(printed.text());
        }
        assertThat(seen.toString()).isNotEmpty().contains("attempt 1").doesNotContain(canaries());
    }

    private FaultScenario scenario(String ending) {
        FaultScenario scenario = new FaultScenario(accepted());
        String bytes = Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));
        String words = "key " + secret() + " may not send '" + TEXT + "' to " + to() + ", " + to().substring(3) + " "
                + bytes + " " + TEXT.replace(' ', '+') + " /" + TEXT.replace(' ', '/') + " " + TEXT.replace(' ', '_');
        String echo = errorBody(words);
        switch (ending) {
            case "accepted" -> scenario.serves(accepted());
            case "failed" ->
                scenario.serves(Behaviour.answer(
                        200, "application/json", failedBody(words).orElse(echo)));
            case "silent" -> {
                scenario.deadline = Duration.ofMillis(300);
                scenario.harness.script(Behaviour.silent(), Behaviour.answer(500, "text/html", echo));
            }
            case "html" -> scenario.serves(Behaviour.answer(200, "text/html", "<p>" + echo + "</p>"));
            case "cut" -> scenario.serves(Behaviour.cutBody(200, "application/json", echo));
            case "reset" -> scenario.serves(Behaviour.reset());
            case "refused" -> scenario.refuses();
            case "tls" -> scenario.speaksTls();
            default -> scenario.serves(Behaviour.answer(Integer.parseInt(ending), "application/json", echo));
        }
        return scenario;
    }

    private static void see(StringBuilder seen, Supplier<Object> call) {
        try {
            seen.append(call.get());
        } catch (SmsException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            seen.append(trace).append(e.failure()).append(e.attempts());
        }
    }
}
