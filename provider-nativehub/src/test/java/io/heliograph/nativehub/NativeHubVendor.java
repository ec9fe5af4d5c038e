package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.heliograph.http.Deadline;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.util.List;

/** A mock server for NativeHub, below a path like the vendor's. */
final class NativeHubVendor extends VendorServer {
    static final String KEY = "nmk_live_key-of-the-test";

    private static final String PATH = "/api/v1";

    NativeHubVendor() {
        super("nativehub", url -> builder(url).build(), NativeHubVendor::request);
    }

    private static NativeHub.Builder builder(String url) {
        return NativeHub.builder().apiKey(KEY).baseUrl(url + PATH);
    }

    NativeHub.Builder builder() {
        return builder(url());
    }

    /** A client that logs in. */
    NativeHub.Builder userDoor() {
        return NativeHub.builder()
                .username("ops@example.com")
                .password("correct horse battery")
                .baseUrl(baseUrl());
    }

    String baseUrl() {
        return url() + PATH;
    }

    /** The vendor's own example request. */
    static SendRequest.Builder request() {
        return SendRequest.to("+8801712345678").from("+8801912345678").text("Your OTP is 123456. Valid for 5 minutes.");
    }

    /** Sends to many in one call of the provider, without a client. */
    SendOutcome bulk(SendRequest content, List<PhoneNumber> recipients) {
        try (SmsProvider provider = builder().provider("provider-uuid").build().provider()) {
            return CompletedAttempt.send(
                    "nativehub",
                    content.key(),
                    Deadline.after(Duration.ofSeconds(10)),
                    context -> provider.sendBulk(content, recipients, context));
        }
    }

    /** A fixture file in the vendor's bytes. */
    static String fixture(String name) {
        return fixture(NativeHubVendor.class, name);
    }

    static String error(String text) {
        return """
                {"error":"%s"}""".formatted(text);
    }

    /** Answers one path with these responses in order; the last one repeats. */
    void saysAt(String path, ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            on(any(urlPathEqualTo(PATH + path))
                    .inScenario(path)
                    .whenScenarioStateIs(i == 0 ? STARTED : "after " + i)
                    .willSetStateTo(last ? (i == 0 ? STARTED : "after " + i) : "after " + (i + 1))
                    .willReturn(answers[i]));
        }
    }

    /** Accepts a login and a refresh. */
    void logsIn() {
        saysAt("/auth/login", json(200, fixture("login.reply.json")));
        saysAt("/auth/refresh", json(200, fixture("refresh.reply.json")));
    }

    /** The response to an accepted send. */
    static ResponseDefinitionBuilder taken() {
        return json(201, fixture("send-minimal.reply.json"));
    }

    static ResponseDefinitionBuilder unauthorized() {
        return json(401, error("token is expired"));
    }

    /** How many requests a path received, whatever the query. */
    int requestsAt(String path) {
        return (int) requests().stream()
                .filter(loggedRequest ->
                        loggedRequest.getUrl().split("\\?", -1)[0].equals(PATH + path))
                .count();
    }
}
