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
 * Speaks the Me SMS API v2 (me-sms.com), not ThaiBulkSMS: the door to hand to {@code SmsClient}.
 *
 * <p>Immutable and thread-safe; close it through the client. Facts are from me-sms.com/en/api-docs and its copy
 * v2.me-sms.com/zh/api-docs of 2026-11-20. Those pages have lost most paths and the answers' fields: where an operation is
 * called experimental, its path is a guess that a setting replaces, and what its answer doesn't hold under a likely name
 * is empty.
 *
 * <p>The operations here go to Me SMS alone, and each call waits at most 30 seconds unless its campaign says otherwise.
 * A message to several recipients has one id; each recipient is that id and its number.
 *
 * <pre>{@code
 * ThaiBulk thaiBulk = ThaiBulk.builder().apiKey(System.getenv("ME_SMS_KEY")).from("ACME").build();
 * }</pre>
 */
public final class ThaiBulk implements VendorClient {
    private final VendorApi api;
    private final ThaiBulkProvider provider;
    private final ThaiBulkMessages messages;
    private final ThaiBulkAccount account;

    private ThaiBulk(VendorApi api, ThaiBulkProvider provider, ThaiBulkMessages messages, ThaiBulkAccount account) {
        this.api = api;
        this.provider = provider;
        this.messages = messages;
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
     * Sends a text from the default sender to a contact group that is saved at Me SMS; as {@link #send}.
     *
     * @param contactGroupId above 0
     * @param text 1 to 1,000 UTF-16 units
     */
    public SendOutcome sendToGroup(long contactGroupId, String text) {
        return send(Campaign.text(text).toGroup(contactGroupId).build());
    }

    /**
     * Sends a saved template from the default sender to Thai mobile numbers; as {@link #send}.
     *
     * @param variables what fills the template's placeholders, the same for every recipient
     */
    public SendOutcome sendTemplate(long templateId, Map<String, String> variables, Collection<PhoneNumber> to) {
        return send(Campaign.template(templateId, variables).to(to).build());
    }

    /** Sends a saved template from the default sender to a saved contact group; as {@link #send}. */
    public SendOutcome sendTemplate(long templateId, Map<String, String> variables, long contactGroupId) {
        return send(
                Campaign.template(templateId, variables).toGroup(contactGroupId).build());
    }

    /**
     * Sends a campaign by one POST, by the rules of every send: what isn't known for certain is {@code Unknown}, and no
     * other provider is asked. Each call sends; its key isn't compared with those of other calls.
     *
     * @throws InvalidRequestException if neither it nor the door names a sender; nothing was sent
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
     * Asks what a campaign would cost, without any risk that it is sent. Experimental: {@code path-preview}.
     *
     * @throws SmsException if Me SMS refuses, or couldn't be asked
     */
    public Estimate preview(Campaign campaign) {
        return api.operation(timeout(campaign), deadline -> account.preview(campaign, deadline));
    }

    /**
     * Asks what a campaign would cost where it is sent, by a send that is marked as a dry run. It needs the scope
     * {@code sms:send}, and only the mark keeps Me SMS from sending: prefer {@link #preview}. No message comes of it.
     *
     * @throws InvalidRequestException if neither it nor the door names a sender
     * @throws SmsException if Me SMS refuses, or couldn't be asked
     */
    public Estimate dryRun(Campaign campaign) {
        Sender sender = provider.sender(campaign);
        return api.operation(timeout(campaign), deadline -> account.dryRun(campaign, sender, deadline));
    }

    /**
     * The account's messages, newest first, for finding out what became of a send without an answer. Experimental:
     * {@code path-list}. It is lazy: a page is asked for when its first message is, and the first is the only one where
     * the answer names no next. What goes wrong is an {@link SmsException} for whoever reads the stream.
     */
    public Stream<Message> list() {
        return messages.list();
    }

    /**
     * What became of each recipient of a message. It is lazy: a page is asked for when its first recipient is. What goes
     * wrong is an {@link SmsException} for whoever reads the stream, who may have read some recipients then.
     */
    public Stream<RecipientStatus> recipients(MessageId id) {
        return messages.recipients(id);
    }

    /**
     * How many recipients of a message have which status: cheaper than {@link #recipients}, so ask this first and again.
     * Experimental: {@code path-get}.
     *
     * @return no counts where the vendor gives none yet
     * @throws SmsException if Me SMS doesn't know the message, refuses, or couldn't be asked
     */
    public DeliveryCounts counts(MessageId id) {
        return messages.counts(id);
    }

    /**
     * The names that the account has or shares; new ones are asked for on the vendor's web page. Experimental:
     * {@code path-senders}.
     *
     * @throws SmsException if Me SMS refuses, or couldn't be asked
     */
    public List<SenderName> senders() {
        return account.senders();
    }

    /**
     * What is left in the account, in credits. Experimental: {@code path-balance}.
     *
     * @return one amount
     * @throws SmsException if Me SMS refuses, couldn't be asked, or answers without an amount that is known
     */
    public List<Balance> balance() {
        return api.operation(VendorApi.OPERATION_TIMEOUT, account::balance);
    }

    private static Duration timeout(Campaign campaign) {
        return campaign.deadline().orElse(VendorApi.OPERATION_TIMEOUT);
    }

    /** Collects the settings; not thread-safe. The API is at {@code https://me-sms.com/api/v2} unless another base URL is set. */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String apiKey;
        private @Nullable String from;
        private int chunkSize = 10_000;
        private final Map<AssumedPath, String> paths = new EnumMap<>(AssumedPath.class);

        private Builder() {
            super("https://me-sms.com/api/v2");
            for (AssumedPath guess : AssumedPath.values()) {
                paths.put(guess, guess.likely());
            }
        }

        /** The API key; to send it needs the scope {@code sms:send} or {@code *}. Required. */
        public Builder apiKey(String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** The sender for requests that name none: a name that Me SMS has approved, at most 11 characters. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /** How many recipients of a bulk send go into one request, 1 to 2,000,000; 10,000 by default. */
        public Builder chunkSize(int recipients) {
            chunkSize = recipients;
            return this;
        }

        /** Where the vendor has something whose path its page has lost, instead of where it likely is. */
        public Builder path(AssumedPath lost, String path) {
            paths.put(lost, path);
            return this;
        }

        /**
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
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
            WebhookSecurity webhooks = unsignedWebhooks(violations);
            violations.throwIfAny();
            Endpoint withKey = endpoint.orElseThrow().header("x-api-key", key.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), ThaiBulkErrors.ERRORS);
            Function<AssumedPath, ApiPath> placeOf = guess -> Objects.requireNonNull(places.get(guess));
            ThaiBulkMessages messages = new ThaiBulkMessages(api, placeOf);
            ThaiBulkAccount account = new ThaiBulkAccount(api, placeOf);
            ThaiBulkProvider provider = new ThaiBulkProvider(
                    api, sender.orElse(null), chunkSize, messages, account, new ThaiBulkWebhooks(webhooks));
            return new ThaiBulk(api, provider, messages, account);
        }
    }
}
