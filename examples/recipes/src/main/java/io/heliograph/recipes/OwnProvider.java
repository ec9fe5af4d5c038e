package io.heliograph.recipes;

import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;

import io.heliograph.SmsClient;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Capability;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * How do I send through a provider that Heliograph doesn't have, such as my company's own gateway?
 *
 * <p>A provider translates: the request into one POST, and the response into accepted, rejected or unknown. Retries, failover, keys and
 * deadlines are the client's. {@code scripts/recipe provider} runs it on a sandbox that simulates the gateway. For more than this (settings,
 * webhooks, status) {@code scripts/new-provider} makes a module with its tests.
 */
final class OwnProvider implements SmsProvider {
    static final String NAME = "acme";
    private static final ErrorTable TABLE =
            ErrorTable.of(ErrorRow.code("BAD_NUMBER").is(INVALID_RECIPIENT).say("the number isn't one that gets SMS"));
    private static final VendorErrors ERRORS =
            VendorErrors.builder(NAME, TABLE).fields("code", "message").build();

    private final VendorApi api;

    private OwnProvider(VendorApi api) {
        this.api = api;
    }

    static VendorClient connect(String baseUrl, String key) {
        Endpoint endpoint = Endpoint.of(baseUrl, false).header("X-Api-Key", Secret.of("api-key", key));
        OwnProvider provider = new OwnProvider(VendorApi.of(VendorHttp.to(endpoint, HttpOptions.defaults()), ERRORS));
        return () -> provider;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(); // what isn't here, such as media, is refused before a request
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        HttpResponse response = api.submit(
                api.target("sms"),
                json -> json.beginObject()
                        .name("to")
                        .value(request.to().e164())
                        .name("text")
                        .value(request.text())
                        .endObject(),
                context);
        if (!response.is2xx()) {
            return api.sendFailure(response, api.sensitiveValues(request));
        }
        Map<String, @Nullable String> reply = response.read(JsonBinding.texts());
        MessageId id = MessageId.tryParse(NAME, reply == null ? null : reply.get("id"));
        return Acceptance.of(
                response,
                Message.builder(id, Status.QUEUED).rawJson(response.body()).build());
    }

    @Override
    public void close() {
        api.close();
    }

    static void run(Sandbox sandbox) {
        VendorClient acme = connect(sandbox.baseUrl(NAME).toString(), "sandbox");
        try (SmsClient sms = SmsClient.builder().provider(acme).build()) {
            print(sms.trySend(SendRequest.to("+447700900123").text("Hi").build()));
            print(sms.trySend(SendRequest.to("+447700900001").text("Hi").build()));

            sandbox.fault(NAME, SandboxFault.ACCEPT_THEN_HANG);
            SendRequest third = SendRequest.to("+447700900124").text("Hi").build();
            CompletableFuture<SendOutcome> outcome = sms.sendAsync(third, ForkJoinPool.commonPool());
            sandbox.messages().await(InboxQuery.toNumber("+447700900124"), Duration.ofSeconds(30));
            sandbox.fault(NAME, SandboxFault.NONE); // the connection breaks: the gateway has it, and its answer is lost
            print(outcome.join());
            System.out.println("The gateway has " + sandbox.inbox().size() + " SMS.");
        }
    }

    private static void print(SendOutcome outcome) {
        System.out.println(outcome.describe());
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().vendor(OwnGateway::new).start()) {
            run(sandbox);
        }
    }
}
