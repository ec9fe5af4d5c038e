package io.heliograph.testkit;

import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.Http;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The transport with next to nothing on it: no vendor's error table, and of an answer its status and the word "failed" are read. */
final class BareProvider implements ProviderDoor, SmsProvider {
    static final Message QUEUED =
            Message.builder(MessageId.unknown("bare"), Status.QUEUED).build();

    static final ErrorTable NO_ROWS = ErrorTable.of();

    private final Http http;
    private final Reading reading;
    private @Nullable WebhookParser webhooks;

    /** How an answer to a send is read. */
    @FunctionalInterface
    interface Reading {
        Answer read(HttpReply reply, SendRequest request);
    }

    BareProvider(String baseUrl, String secret, HttpOptions options) {
        this(baseUrl, secret, options, NO_ROWS);
    }

    /** The same with a vendor's error table. */
    BareProvider(String baseUrl, String secret, HttpOptions options, ErrorTable rows) {
        this(baseUrl, secret, options, (reply, request) -> read(rows, reply, request));
    }

    /** The same with another reading, such as one with a mistake in it. */
    BareProvider(String baseUrl, String secret, HttpOptions options, Reading reading) {
        http = Http.to(Endpoint.of(baseUrl, false).header("X-Api-Key", Secret.of("api-key", secret)), options);
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

    /** The right reading. */
    static Answer read(HttpReply reply, SendRequest request) {
        return read(NO_ROWS, reply, request);
    }

    private static Answer read(ErrorTable rows, HttpReply reply, SendRequest request) {
        if (!reply.is2xx()) {
            return refused(rows, reply, request);
        }
        boolean failed = reply.body().toLowerCase(Locale.ROOT).contains("\"failed\"");
        return failed
                ? new Answer.Refused(Refusal.of(ErrorType.OTHER, "it failed at the provider"))
                : Acceptance.of(reply, QUEUED);
    }

    /** What is no 2xx, by a table. */
    static Answer refused(ErrorTable table, HttpReply reply, SendRequest request) {
        List<String> personal = List.of(request.text(), request.to().digits());
        return table.answer(reply, null, reply.body(), personal);
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
    public Dedupe dedupe() {
        return Dedupe.NONE;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        return List.of();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        return reading.read(
                http.submit(
                        http.target("send"), json -> json.value(request.to().digits() + " " + request.text()), scope),
                request);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(http.target("send").child(id.value()), deadline);
        if (!reply.is2xx()) {
            throw NO_ROWS.exception(reply, null, reply.body());
        }
        Status status = reply.body().contains("m-1") ? Status.SENT : Status.UNKNOWN;
        return Message.builder(id, status).build();
    }

    @Override
    public void close() {
        http.close();
    }
}
