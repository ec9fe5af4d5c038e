package io.heliograph.benchmarks.send;

import java.util.List;

/** The clients that are measured, by their names. */
final class Clients {
    /** What the others are divided by. */
    static final String RAW = "okhttp";

    static final List<String> ALL = List.of(
            RAW, "okhttp-reused", "okhttp-moshi", "jdk", "twilio", "vonage", "infobip", "sms4j", HeliographCase.NAME);

    private Clients() {}

    /** A client that sends to the server at this base URL. */
    static SendCase open(String name, String base) {
        return switch (name) {
            case RAW -> OkHttpCases.raw(base);
            case "okhttp-reused" -> OkHttpCases.reused(base);
            case "okhttp-moshi" -> OkHttpCases.moshi(base);
            case "jdk" -> new JdkCase(base);
            case "twilio" -> TwilioCase.pooled(base);
            case "vonage" -> new VonageCase(base);
            case "infobip" -> InfobipCase.pooled(base);
            case "sms4j" -> new Sms4jCase(base);
            case HeliographCase.NAME -> HeliographCase.byDefault(base);
            default -> throw new IllegalArgumentException("no client has the name " + name + "; there are " + ALL);
        };
    }
}
