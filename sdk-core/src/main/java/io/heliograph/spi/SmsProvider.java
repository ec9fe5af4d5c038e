package io.heliograph.spi;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.VendorOption;
import io.heliograph.message.Violation;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The interface that each provider implements: it translates between one vendor's API and the SDK's model. It makes no
 * decisions about retries or failover.
 *
 * <p>Thread-safe, without state of single calls.
 */
public interface SmsProvider extends AutoCloseable {
    /**
     * The provider's name in routes and settings: lower-case letters and digits; of one of several accounts, hyphens too.
     */
    String name();

    /**
     * The supported features. A request that needs others isn't sent to this provider, except that it ignores a sender, a tag
     * and a callback URL that it doesn't support.
     */
    Set<Capability> capabilities();

    /**
     * The options of this provider that it would use for this request, whether or not the request has them; none by default.
     * It ignores all other options, and a plan names those of the request among them. Without any I/O.
     */
    default Set<VendorOption<?>> options(SendRequest request) {
        return Set.of();
    }

    /** How the provider helps to reconcile a send whose outcome is unknown; not at all by default. */
    default DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    /**
     * Validates a request by the vendor's documented rules, without any I/O.
     *
     * @return every violation that the vendor would certainly reject; empty if the vendor may accept the request
     */
    List<Violation> validate(SendRequest request);

    /** How the vendor counts segments, and the longest text; the standard by default. */
    default SegmentProfile segmentProfile() {
        return SegmentProfile.standard();
    }

    /**
     * The cost for one recipient by the vendor's published rule, computed without any I/O; by default at most the
     * segments that {@link #segmentProfile()} counts. Credits without a {@link Credits#PART} mean that the vendor bills
     * by message: the client's prices then hold per message, however many segments it has.
     */
    default Credits estimate(SendRequest request) {
        return Credits.atMostParts(Segments.of(request.text(), segmentProfile()).parts());
    }

    /**
     * Sends by one call of {@link VendorApi#submit} or {@link io.heliograph.http.VendorHttp#submit} with this context.
     *
     * @throws io.heliograph.error.SmsException if a preceding call such as a login failed: nothing was sent
     * @throws io.heliograph.http.HttpException if no response came; don't catch it
     */
    SendResult send(SendRequest request, AttemptContext context);

    /**
     * Queries a message. Called only with {@link Capability#STATUS}.
     *
     * @throws io.heliograph.error.SmsException if the vendor rejects the query or doesn't know the message
     * @throws io.heliograph.http.HttpException if no response came
     */
    default Message status(MessageId id, Deadline deadline) {
        throw undeclared(Capability.STATUS);
    }

    /**
     * Cancels a message that wasn't sent yet. Called only with {@link Capability#CANCEL}.
     *
     * @return the message after the call: {@code CANCELLED}, or {@code CANCELLING} if the cancellation may still fail
     * @throws io.heliograph.error.SmsException if it can't be cancelled any more, or isn't known
     * @throws io.heliograph.http.HttpException if no response came: whether it was cancelled is unknown
     */
    default Message cancel(MessageId id, Deadline deadline) {
        throw undeclared(Capability.CANCEL);
    }

    /**
     * Queries the account's balance, in each of its units. Called only with {@link Capability#BALANCE}.
     *
     * @return one or more
     * @throws io.heliograph.error.SmsException if the vendor rejects the query, or its response has no amount
     * @throws io.heliograph.http.HttpException if no response came
     */
    default List<Balance> balance(Deadline deadline) {
        throw undeclared(Capability.BALANCE);
    }

    /**
     * Looks up the message of a request whose response was lost. Called only with {@link Capability#LOOKUP}.
     *
     * @return the message; empty if the vendor has none at present, which isn't a proof yet. Query a resource that
     *     isn't cached, by a value that this library generated: the caller's tag may be on other messages too, or
     *     changed by the vendor
     * @throws io.heliograph.error.SmsException if it can't be determined: a message that isn't certainly absent mustn't
     *     be reported as absent
     * @throws io.heliograph.http.HttpException if no response came
     */
    default Optional<Message> lookup(SendRequest request, Deadline deadline) {
        throw undeclared(Capability.LOOKUP);
    }

    /** When {@link #lookup} can be called, and when its empty result is a proof. */
    default LookupTiming lookupTiming() {
        return LookupTiming.cautious();
    }

    /** The numbers of recipients that one call may have. Called only with {@link Capability#BULK}. */
    default BulkLimits bulkLimits() {
        throw undeclared(Capability.BULK);
    }

    /**
     * Whether one call can send this content to several recipients; otherwise each of them gets a call of {@link #send}. True by
     * default; false where only a call for one recipient has what the content needs. Called only with {@link Capability#BULK}.
     */
    default boolean takesBulk(SendRequest content) {
        return true;
    }

    /**
     * The check of a bulk send's recipients: {@link #validate} of the content to each of them. By default it is that for each;
     * a provider that overrides it checks the content once. Used by one bulk send, on one thread, without any I/O.
     */
    default Function<PhoneNumber, List<Violation>> bulkValidation(SendRequest content) {
        return to -> validate(content.withRecipient(to, content.key().part(to.asLong(), 1)));
    }

    /**
     * Sends one content to several recipients by one call of {@link io.heliograph.http.VendorHttp#submit}. Called only
     * with {@link Capability#BULK}, within {@link #bulkLimits()}, for content that {@link #takesBulk}.
     *
     * @param content the content to send; its recipient is the first of the list
     * @param recipients the recipients, without duplicates; {@link io.heliograph.message.PhoneNumberList#copyOf} reads
     *     millions without creating an object for each
     * @return accepted with {@link Message#recipients()} if the vendor names them; a recipient that isn't named while
     *     others are, or while the vendor counts fewer, is {@link io.heliograph.message.RecipientStatus#unnamed}.
     *     Rejected with {@link SendResult.Rejected#recipients()} if the vendor rejects the whole call because of some that
     *     it names, and documents that it did nothing
     */
    default SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        throw undeclared(Capability.BULK);
    }

    /** The parser of the vendor's webhooks; always the same instance. Empty if the vendor has no webhooks. */
    default Optional<WebhookParser> webhooks() {
        return Optional.empty();
    }

    /**
     * Registers webhooks at the vendor. Empty if the vendor's API can't, so that the user registers them in its
     * console.
     */
    default Optional<WebhookRegistrar> webhookRegistrar() {
        return Optional.empty();
    }

    private UnsupportedOperationException undeclared(Capability capability) {
        return new UnsupportedOperationException(name() + " doesn't offer " + capability);
    }

    /** Closes connections. */
    @Override
    void close();
}
