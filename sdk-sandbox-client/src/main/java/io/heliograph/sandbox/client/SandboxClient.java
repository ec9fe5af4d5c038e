package io.heliograph.sandbox.client;

import io.heliograph.json.JsonBody;
import io.heliograph.message.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox, in this process or in another one: its messages, faults, replies and clock, by its REST API. Immutable and
 * thread-safe; it holds no connection.
 *
 * <p>Every method throws {@link SandboxException} if the sandbox can't be reached within 5 seconds, or refuses.
 */
public final class SandboxClient {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final String PAGE = "500";
    private static final int NOT_FOUND = 404;

    private final String url;

    private SandboxClient(String url) {
        this.url = url;
    }

    /**
     * The sandbox at a URL; no request is made.
     *
     * @param url the URL of its page, such as {@code http://127.0.0.1:8025/}: http or https, without a query
     */
    public static SandboxClient of(URI url) {
        boolean isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isWeb || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(
                    "the sandbox's URL must be http or https with a host and without a query, such as http://127.0.0.1:8025/");
        }
        return new SandboxClient(url.toString().replaceAll("/+$", ""));
    }

    /** The URL of its page. */
    public URI url() {
        return URI.create(url + "/");
    }

    /** The vendors that it simulates, with what a client needs to call them. */
    public List<SandboxVendor> vendors() {
        return JsonObject.listOf(get("/api/vendors")).stream()
                .map(SandboxVendor::of)
                .toList();
    }

    /**
     * The settings by which a client calls one of its vendors, by their full names: {@code
     * SmsClient.builder().settings(Settings.of(sandbox.settings("wavix")))}. Its base URL is below {@link #url()}, so that it is
     * right from another machine too.
     *
     * @throws IllegalArgumentException if it doesn't simulate the vendor
     */
    public Map<String, String> settings(String vendor) {
        List<SandboxVendor> vendors = vendors();
        return vendors.stream()
                .filter(each -> each.name().equals(vendor))
                .map(each -> each.settings(url()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the sandbox simulates no such vendor; it has "
                        + vendors.stream().map(SandboxVendor::name).collect(Collectors.joining(", "))));
    }

    /** The messages that it has, oldest first. */
    public List<SandboxMessage> messages(MessageQuery wanted) {
        List<SandboxMessage> found = new ArrayList<>();
        Optional<String> before = Optional.empty();
        do {
            String query = wanted.withParameter("limit", PAGE)
                    + before.map(id -> "&before=" + id).orElse("");
            JsonObject page = JsonObject.of(get("/api/messages" + query));
            page.objects("messages").forEach(each -> found.add(SandboxMessage.of(each)));
            before = page.optional("before");
        } while (before.isPresent());
        Collections.reverse(found);
        return List.copyOf(found);
    }

    /**
     * Waits for a message, and returns the oldest that fits; one that is there already counts.
     *
     * @param timeout up to 60 seconds
     * @throws SandboxException with the status 404 and what was there instead, if none came in time
     */
    public SandboxMessage await(MessageQuery wanted, Duration timeout) {
        String query = wanted.withParameter("timeout", timeout.toMillis() + "ms");
        return SandboxMessage.of(JsonObject.of(request("GET", "/api/wait" + query, null, timeout.plus(SILENCE))));
    }

    /**
     * Waits for a code of 4 to 8 digits in a message, and returns the newest.
     *
     * @param to a number in E.164
     * @param timeout up to 60 seconds
     * @throws SandboxException with the status 404 and what was there instead, if none came in time
     */
    public String awaitCode(String to, Duration timeout) {
        String query = MessageQuery.all().to(to).withParameter("timeout", timeout.toMillis() + "ms");
        return JsonObject.of(request("GET", "/api/code" + query, null, timeout.plus(SILENCE)))
                .text("code");
    }

    /** Delivers a message now, and reports that. */
    public void deliver(SandboxMessage message) {
        change(message, json -> json.name("change").value("deliver"));
    }

    /**
     * Fails a message now, and reports that.
     *
     * @param code one of the vendor's documented failures
     */
    public void fail(SandboxMessage message, String code) {
        change(message, json -> json.name("change").value("fail").name("code").value(code));
    }

    private void change(SandboxMessage message, JsonBody fields) {
        request("POST", "/api/messages/" + encoded(message.id()) + "/change", object(fields), SILENCE);
    }

    /** Switches a fault on until {@link #clearFault}: a word such as {@code outage}, or a code that the vendor documents. */
    public void fault(String vendor, String code) {
        request("PUT", fault(vendor), object(json -> json.name("fault").value(code)), SILENCE);
    }

    /** Switches a fault on for the next requests that fit. */
    public void fault(String vendor, String code, int times) {
        request(
                "PUT",
                fault(vendor),
                object(json -> json.name("fault").value(code).name("times").value(times)),
                SILENCE);
    }

    /** Ends a vendor's fault. */
    public void clearFault(String vendor) {
        request("DELETE", fault(vendor), null, SILENCE);
    }

    private static String fault(String vendor) {
        return "/api/faults/" + encoded(vendor);
    }

    /**
     * Has a phone send a message, as an answer to one that it got.
     *
     * @param from the phone's number
     * @param to the sender that it answers
     * @return the vendor's id of the reply
     */
    public String reply(String vendor, String from, String to, String text) {
        JsonBody body = object(json -> json.name("vendor")
                .value(vendor)
                .name("from")
                .value(from)
                .name("to")
                .value(to)
                .name("text")
                .value(text));
        return JsonObject.of(request("POST", "/api/replies", body, SILENCE)).text("id");
    }

    /** Has a vendor send its webhooks to this URL from now on. */
    public void webhook(String vendor, URI target) {
        JsonBody body = object(json -> json.name("url").value(target.toString()));
        request("PUT", "/api/webhooks/" + encoded(vendor), body, SILENCE);
    }

    /** The time by the sandbox's clock. */
    public Instant now() {
        return JsonObject.of(get("/api/clock")).time("now").orElse(Instant.EPOCH);
    }

    /** Stops the sandbox's clock at this time; it moves by {@link #advanceClock} only. */
    public void fixClock(Instant time) {
        clock(json -> json.name("fixed").value(time.toString()));
    }

    /** Moves the stopped clock on; webhooks that are due by then are sent before this returns. */
    public void advanceClock(Duration time) {
        clock(json -> json.name("advance").value(time.toString()));
    }

    /** Lets the sandbox's clock go with the system's again. */
    public void useSystemClock() {
        clock(json -> json.name("mode").value("system"));
    }

    private void clock(JsonBody fields) {
        request("PUT", "/api/clock", object(fields), SILENCE);
    }

    /** Forgets everything: messages, replies, requests, webhooks, faults, opt-outs; and the clock is the system's. */
    public void reset() {
        request("POST", "/api/reset", object(json -> {}), SILENCE);
    }

    /**
     * Forgets the messages, replies and opt-outs of some recipients, so that tests can run in parallel.
     *
     * @param recipients a number in E.164, or the numbers that begin so: {@code +6681*}
     */
    public void reset(String recipients) {
        request("POST", "/api/reset", object(json -> json.name("to").value(recipients)), SILENCE);
    }

    private String get(String path) {
        return request("GET", path, null, SILENCE);
    }

    private String request(String method, String path, @Nullable JsonBody body, Duration silence) {
        SandboxHttp.Answer answer;
        try {
            answer = SandboxHttp.exchange(method, URI.create(url + path), body, CONNECTING, silence);
        } catch (IOException e) {
            throw new SandboxException(
                    0,
                    "the sandbox at " + shown() + " doesn't answer ("
                            + e.getClass().getSimpleName() + "); is it running?");
        }
        if (answer.isSuccess()) {
            return answer.body();
        }
        String reason = JsonObject.of(answer.body())
                .optional("error")
                .orElse(
                        answer.status() == NOT_FOUND
                                ? "there is no " + path.replaceAll("\\?.*", "") + "; it isn't a sandbox of this version"
                                : "status " + answer.status());
        throw new SandboxException(answer.status(), "the sandbox at " + shown() + ": " + reason);
    }

    private static JsonBody object(JsonBody fields) {
        return json -> {
            json.beginObject();
            fields.writeTo(json);
            json.endObject();
        };
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "SandboxClient[" + shown() + "]";
    }

    private String shown() {
        return Secret.maskLogin(url);
    }
}
