package io.heliograph.thaibulk;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.message.Balance;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.webhook.WebhookSecurity;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Me SMS API v2 (me-sms.com), not ThaiBulkSMS: the provider for {@code SmsClient}, and Me SMS's own operations.
 *
 * <p>Immutable and thread-safe; close it through the client. Facts are from me-sms.com/en/api-docs and its copy
 * v2.me-sms.com/zh/api-docs of 2026-11-20. Those pages lack most paths and the responses' fields. The path of an
 * experimental operation is a guess that a setting overrides, and a value without a likely name in the response is
 * empty.
 *
 * <p>The operations here go to Me SMS alone, and each call takes at most 30 seconds unless its campaign sets a deadline.
 * A message to several recipients has one id; that id and a number identify a recipient.
 *
 * <pre>{@code
 * ThaiBulk thaiBulk = ThaiBulk.builder().apiKey(System.getenv("ME_SMS_KEY")).from("ACME").build();
 * }</pre>
 */
public final class ThaiBulk implements VendorClient {
    private final VendorApi api;
    private final ThaiBulkProvider provider;
    private final ThaiBulkMessages messages;
    private final ThaiBulkList list;
    private final ThaiBulkAccount account;

    private ThaiBulk(
            VendorApi api,
            ThaiBulkProvider provider,
            ThaiBulkMessages messages,
            ThaiBulkList list,
            ThaiBulkAccount account) {
        this.api = api;
        this.provider = provider;
        this.messages = messages;
        this.list = list;
        this.account = account;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /**
     * Sends a text from the default sender to a contact group that is saved at Me SMS; see {@link #send}.
     *
     * @param contactGroupId above 0
     * @param text 1 to 1,000 UTF-16 units
     */
    public SendOutcome sendToGroup(long contactGroupId, String text) {
        return send(Campaign.text(text).toGroup(contactGroupId).build());
    }

    /**
     * Sends a saved template from the default sender to Thai mobile numbers; see {@link #send}.
     *
     * @param variables the values of the template's placeholders, the same for every recipient
     */
    public SendOutcome sendTemplate(long templateId, Map<String, String> variables, Collection<PhoneNumber> to) {
        return send(Campaign.template(templateId, variables).to(to).build());
    }

    /** Sends a saved template from the default sender to a saved contact group; see {@link #send}. */
    public SendOutcome sendTemplate(long templateId, Map<String, String> variables, long contactGroupId) {
        return send(
                Campaign.template(templateId, variables).toGroup(contactGroupId).build());
    }

    /**
     * Sends a campaign by one POST, by the rules of every send: an uncertain outcome is {@code Unknown}, without a
     * failover. Each call sends; its key isn't compared with those of other calls.
     *
     * @throws InvalidRequestException if neither the campaign nor the provider has a sender; nothing was sent
     */
    public SendOutcome send(Campaign campaign) {
        provider.sender(campaign);
        return CompletedAttempt.send(
                ThaiBulkErrors.NAME,
                campaign.key(),
                Deadline.after(timeout(campaign)),
                context -> provider.submit(campaign, context));
    }

    /**
     * Estimates a campaign's price, without any risk of a send. Experimental: {@code path-preview}.
     *
     * @throws SmsException if Me SMS rejects the call or doesn't respond
     */
    public Estimate preview(Campaign campaign) {
        return api.operation(timeout(campaign), deadline -> account.preview(campaign, deadline));
    }

    /**
     * Estimates a campaign's price by a send that is marked as a dry run. It needs the scope {@code sms:send}, and only
     * the mark keeps Me SMS from sending: prefer {@link #preview}. No message results.
     *
     * @throws InvalidRequestException if neither the campaign nor the provider has a sender
     * @throws SmsException if Me SMS rejects the call or doesn't respond
     */
    public Estimate dryRun(Campaign campaign) {
        Sender sender = provider.sender(campaign);
        return api.operation(timeout(campaign), deadline -> account.dryRun(campaign, sender, deadline));
    }

    /**
     * The account's messages, newest first, to reconcile an unknown send by text, time and number of recipients.
     * Experimental: {@code path-list}, {@code parameter-list-page}. {@link MessageDetails} has the fields that only Me SMS
     * has. The stream is lazy: it fetches a page when the page's first message is read. It follows a next cursor, or page
     * numbers up to the response's total. A failure is an {@link SmsException} to the reader of the stream.
     */
    public Stream<Message> list() {
        return list.stream(null);
    }

    /** The messages in one state; see {@link #list()}. Experimental: {@code parameter-list-status}. */
    public Stream<Message> list(MessageState state) {
        return list.stream(state);
    }

    /**
     * The status of each recipient of a message. The stream is lazy: it fetches a page when the page's first recipient
     * is read. A failure is an {@link SmsException} to the reader of the stream, possibly after some recipients.
     */
    public Stream<RecipientStatus> recipients(MessageId id) {
        return messages.recipients(id, null);
    }

    /** The recipients in one state; see {@link #recipients(MessageId)}. Experimental: {@code parameter-recipients-status}. */
    public Stream<RecipientStatus> recipients(MessageId id, RecipientState state) {
        return messages.recipients(id, state);
    }

    /**
     * The number of a message's recipients per status, from the summary that the first page of its recipients has. Unlike
     * {@link #counts}, its path is certain.
     *
     * @return no counts if the response has no summary
     * @throws SmsException if Me SMS doesn't know the message, rejects the call or doesn't respond
     */
    public DeliveryCounts summary(MessageId id) {
        return messages.summary(id);
    }

    /**
     * The number of a message's recipients per status: cheaper than {@link #recipients}, so poll this first.
     * Experimental: {@code path-get}.
     *
     * @return no counts if the vendor has none yet
     * @throws SmsException if Me SMS doesn't know the message, rejects the call or doesn't respond
     */
    public DeliveryCounts counts(MessageId id) {
        return messages.counts(id);
    }

    /**
     * The account's sender names, own and shared; new ones are requested on the vendor's web page. Experimental:
     * {@code path-senders}.
     *
     * @throws SmsException if Me SMS rejects the call or doesn't respond
     */
    public List<SenderName> senders() {
        return account.senders();
    }

    /**
     * The account's balance, in credits. Experimental: {@code path-balance}.
     *
     * @return one amount
     * @throws SmsException if Me SMS rejects the call, doesn't respond, or responds without a known amount
     */
    public List<Balance> balance() {
        return api.operation(VendorApi.OPERATION_TIMEOUT, account::balance);
    }

    private static Duration timeout(Campaign campaign) {
        return campaign.deadline().orElse(VendorApi.OPERATION_TIMEOUT);
    }

    /** Collects the settings; not thread-safe. The default base URL is {@code https://me-sms.com/api/v2}. */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String apiKey;
        private @Nullable String from;
        private int chunkSize = 10_000;
        private final Map<AssumedPath, String> paths = new EnumMap<>(AssumedPath.class);
        private final Map<AssumedParameter, String> parameters = new EnumMap<>(AssumedParameter.class);

        private Builder() {
            super("https://me-sms.com/api/v2");
            for (AssumedPath guess : AssumedPath.values()) {
                paths.put(guess, guess.likely());
            }
            for (AssumedParameter guess : AssumedParameter.values()) {
                parameters.put(guess, guess.likely());
            }
        }

        /** The API key; a send needs its scope {@code sms:send} or {@code *}. Required. */
        public Builder apiKey(String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** The sender of requests without one: a name that Me SMS has approved, at most 11 characters. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /**
         * The number of recipients per request of a bulk send, 1 to 2,000,000; 10,000 by default, because the outcome of all
         * of a request is unknown if its response is lost. The client holds a request's recipients in 4 bytes each.
         */
        public Builder chunkSize(int recipients) {
            chunkSize = recipients;
            return this;
        }

        /** Replaces the likely path of an operation whose path the vendor's page lacks. */
        public Builder path(AssumedPath lost, String path) {
            paths.put(lost, path);
            return this;
        }

        /** Replaces the likely name of a query parameter whose name the vendor's page lacks. */
        public Builder parameter(AssumedParameter lost, String name) {
            parameters.put(lost, name);
            return this;
        }

        /**
         * Builds the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every missing or invalid setting
         */
        public ThaiBulk build() {
            Violations violations = new Violations();
            Optional<Secret> key = violations.require("api-key", apiKey, value -> Secret.of("api-key", value));
            Optional<Endpoint> endpoint = endpoint(violations);
            Optional<Sender> sender = violations.check(from, Sender::of);
            sender.ifPresent(value -> ThaiBulkValidation.sender(value, violations));
            if (chunkSize < 1 || chunkSize > Campaign.MAX_NUMBERS) {
                violations.add("chunk-size", "is " + chunkSize + "; it must be 1 to " + Campaign.MAX_NUMBERS);
            }
            Map<AssumedPath, ApiPath> places = new EnumMap<>(AssumedPath.class);
            paths.forEach((guess, text) ->
                    violations.check(text, path -> ApiPath.of(guess, path)).ifPresent(path -> places.put(guess, path)));
            Map<AssumedParameter, String> names = new EnumMap<>(AssumedParameter.class);
            parameters.forEach(
                    (guess, text) -> violations.check(text, guess::check).ifPresent(name -> names.put(guess, name)));
            WebhookSecurity webhooks = unsignedWebhooks(violations);
            violations.throwIfAny(ThaiBulkErrors.NAME);
            Endpoint withKey = endpoint.orElseThrow().header("x-api-key", key.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), ThaiBulkErrors.ERRORS);
            Function<AssumedPath, ApiPath> placeOf = guess -> Objects.requireNonNull(places.get(guess));
            Function<AssumedParameter, String> nameOf = guess -> Objects.requireNonNull(names.get(guess));
            ThaiBulkMessages messages =
                    new ThaiBulkMessages(api, placeOf, nameOf.apply(AssumedParameter.RECIPIENTS_STATUS));
            ThaiBulkList list = new ThaiBulkList(api, placeOf.apply(AssumedPath.LIST), nameOf);
            ThaiBulkAccount account = new ThaiBulkAccount(api, placeOf);
            ThaiBulkProvider provider = new ThaiBulkProvider(
                    api, sender.orElse(null), chunkSize, messages, account, new ThaiBulkWebhooks(webhooks));
            return new ThaiBulk(api, provider, messages, list, account);
        }
    }
}
