package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.model.SimpleResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.VendorFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sandbox's responses match the vendor's document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxContract {
    final SandboxClock clock = new SandboxClock();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    abstract String vendor();

    abstract String authorization();

    abstract Document document();

    abstract List<Gap> gaps();

    /** Requests everything that the sandbox supports of this vendor. */
    abstract void requestEverything() throws IOException, InterruptedException;

    /** The operation and status of each required response. */
    abstract List<String> expected();

    @BeforeAll
    void request() throws IOException, InterruptedException {
        requestEverything();
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void every_answer_is_one_that_the_document_allows() {
        assertThat(Gap.unexplained(findings, gaps())).isEmpty();
    }

    @Test
    void every_gap_is_still_needed() {
        assertThat(Gap.unneeded(findings, gaps())).isEmpty();
    }

    @Test
    void every_kind_of_answer_came() {
        assertThat(answers).containsAll(expected());
    }

    /** The documented faults of the vendor with an effect. */
    final List<VendorFault> faults(VendorFault.Effect effect) {
        return sandbox.faults(vendor()).stream()
                .filter(fault -> fault.effect() == effect)
                .toList();
    }

    /** Lets the next request that it fits meet a documented fault. */
    final void next(VendorFault fault) {
        sandbox.fault(vendor(), fault.code(), 1);
    }

    /** A phone sends a message to one of the vendor's numbers. */
    final void reply(String from, String to) {
        sandbox.reply(vendor(), from, to, "Hi");
    }

    String get(String path) throws IOException, InterruptedException {
        return request("GET", path, "", authorization());
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return request("POST", path, body, authorization());
    }

    /** Sends a request, records the validator's findings about the response, and returns its body. */
    String request(String method, String path, String body, String credential)
            throws IOException, InterruptedException {
        URI uri = URI.create(sandbox.baseUrl(vendor()).resolve("/") + path.substring(1));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", credential)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.statusCode());
        answer.headers().map().forEach(response::withHeader);
        String of = method + " " + path + " " + answer.statusCode();
        findings.addAll(document()
                .findings(
                        method, uri.getPath(), response.withBody(answer.body()).build(), of));
        answers.add(document().operation(method, uri.getPath()) + " " + answer.statusCode());
        return answer.body();
    }

    /** The first value of a field with this name. */
    static String field(String name, String json) {
        String rest = json.substring(json.indexOf("\"" + name + "\":\"") + name.length() + 4);
        return rest.substring(0, rest.indexOf('"'));
    }
}
