package io.heliograph.testkit;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transport with a minimal provider: no error table, and of a response it reads only the status and the word
 * "failed".
 */
final class BareProvider implements VendorClient, SmsProvider {
    static final Message QUEUED =
            Message.builder(MessageId.unknown("bare"), Status.QUEUED).build();

    static final ErrorTable NO_ROWS = ErrorTable.of();

    private final VendorHttp http;
    private final Reading reading;
    private @Nullable WebhookParser webhooks;

    /** Reads the response to a send. */
    @FunctionalInterface
    interface Reading {
        SendResult read(HttpResponse response, SendRequest request);
    }

    BareProvider(String baseUrl, String secret, HttpOptions options) {
        this(baseUrl, secret, options, NO_ROWS);
    }

    /** The same with a vendor's error table. */
    BareProvider(String baseUrl, String secret, HttpOptions options, ErrorTable rows) {
        this(baseUrl, secret, options, (response, request) -> read(rows, response, request));
    }

    /** The same with another reader, such as one with a mistake. */
    BareProvider(String baseUrl, String secret, HttpOptions options, Reading reading) {
        http = VendorHttp.to(Endpoint.of(baseUrl, false).header("X-Api-Key", Secret.of("api-key", secret)), options);
        this.reading = reading;
    }

    /** The same with webhooks. */
    BareProvider hearing(WebhookParser parser) {
        webhooks = parser;
        return this;
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.ofNullable(webhooks);
    }

    /** The correct reader. */
    static SendResult read(HttpResponse response, SendRequest request) {
        return read(NO_ROWS, response, request);
    }

    private static SendResult read(ErrorTable rows, HttpResponse response, SendRequest request) {
        if (!response.is2xx()) {
            return refused(rows, response, request);
        }
        boolean failed = response.body().toLowerCase(Locale.ROOT).contains("\"failed\"");
        return failed
                ? new SendResult.Rejected(Failure.of(ErrorType.OTHER, "it failed at the provider"))
                : Acceptance.of(response, QUEUED);
    }

    /** Reads an error response by a table. */
    static SendResult refused(ErrorTable table, HttpResponse response, SendRequest request) {
        List<String> personal = List.of(request.text(), request.to().digits());
        return table.result(response, null, response.body(), personal);
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SENDER, Capability.STATUS);
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return reading.read(
                http.submit(
                        http.target("send"),
                        json -> json.beginArray()
                                .value(request.to().digits())
                                .value(request.text())
                                .endArray(),
                        context),
                request);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpResponse response = http.get(http.target("send").child(id.value()), deadline);
        if (response.status() == 404 && response.body().startsWith("{")) {
            throw new MessageNotFoundException(id);
        }
        if (!response.is2xx()) {
            throw NO_ROWS.exception(response, null, response.body());
        }
        Status status = response.body().contains("m-1") ? Status.SENT : Status.UNKNOWN;
        return Message.builder(id, status).build();
    }

    @Override
    public void close() {
        http.close();
    }
}
