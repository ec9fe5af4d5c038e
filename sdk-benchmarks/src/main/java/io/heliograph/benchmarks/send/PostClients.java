package io.heliograph.benchmarks.send;

import com.vonage.client.HttpConfig;
import io.heliograph.http.HttpOptions;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;

/** The clients whose POSTs are counted, each as it is by default but for its read timeout. */
final class PostClients {
    static final String JDK_RETRIES = "jdk-retries";

    static final List<String> ALL =
            List.of("jdk", "okhttp", "twilio", "vonage", "infobip", "sms4j", "sms4j-retries", HeliographCase.NAME);

    private static final int SMS4J_RETRIES = 2;

    private PostClients() {}

    /** A client, and what its caller gets. */
    interface Caller extends AutoCloseable {
        /** Sends one message; returns what the client says, and throws what it throws. */
        String send() throws Exception;

        @Override
        default void close() {}
    }

    /** A client that sends to the server at this base URL, and waits so long for a response. */
    static Caller open(String name, String base, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        return switch (name) {
            // enableAllMethodRetry is a property of the JVM, and holds for the one with this name
            case "jdk", JDK_RETRIES -> accepted(new JdkCase(base, timeout));
            case "okhttp" ->
                accepted(OkHttpCases.reused(
                        base, new OkHttpClient.Builder().readTimeout(timeout).build()));
            case "twilio" -> accepted(TwilioCase.byDefault(base, timeout));
            case "vonage" ->
                accepted(new VonageCase(
                        HttpConfig.builder().baseUri(base).timeoutMillis(millis).build()));
            case "infobip" -> accepted(InfobipCase.byDefault(base, Math.toIntExact(timeout.toSeconds())));
            case "sms4j" -> accepted(Sms4jCase.withTimeout(base, 0, millis));
            case "sms4j-retries" -> accepted(Sms4jCase.withTimeout(base, SMS4J_RETRIES, millis));
            case HeliographCase.NAME -> new Heliograph(base, timeout);
            default -> throw new IllegalArgumentException("no client has the name " + name + "; there are " + ALL);
        };
    }

    private static Caller accepted(SendCase client) {
        return () -> {
            client.send();
            return "accepted";
        };
    }

    /** The client with its three outcomes. */
    private record Heliograph(HeliographCase client) implements Caller {
        Heliograph(String base, Duration timeout) {
            this(HeliographCase.of(base, HttpOptions.defaults(), builder -> builder.deadline(timeout)));
        }

        @Override
        public String send() {
            return client.trySend()
                    .fold(
                            accepted -> "Accepted",
                            rejected -> "Rejected: " + rejected.errorType(),
                            unknown -> "Unknown");
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
