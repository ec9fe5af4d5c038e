package io.heliograph.spi;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One vendor's API in Heliograph's words: it translates, and decides nothing about retries or other providers.
 *
 * <p>Thread-safe, without any state that belongs to one call.
 */
public interface SmsProvider extends AutoCloseable {
    /** The provider's name in routes and settings: lower-case letters and digits. */
    String name();

    /** What it can do; a request that needs more never reaches it. */
    Set<Capability> capabilities();

    /** How it helps to find out what became of a send without an answer; not at all by default. */
    default DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    /**
     * What this vendor would surely refuse, found without any I/O.
     *
     * @return every fault; none if the vendor may take the request
     */
    List<Violation> validate(SendRequest request);

    /** How this vendor counts segments, and how long a text may be; the standard by default. */
    default SegmentProfile segmentProfile() {
        return SegmentProfile.standard();
    }

    /**
     * What the vendor's published rule takes from the account for one recipient, worked out without any I/O; by default so
     * many parts at most as {@link #segmentProfile()} counts. Credits without a {@link Credits#PART} mean that the vendor bills
     * by the message: the client's prices are those of a message then, however many parts it has.
     */
    default Credits estimate(SendRequest request) {
        return Credits.atMostParts(Segments.of(request.text(), segmentProfile()).parts());
    }

    /**
     * Sends, by one call of {@link VendorApi#submit} or {@link io.heliograph.http.VendorHttp#submit} with this scope.
     *
     * @throws io.heliograph.error.SmsException if a call that comes before it failed, such as a login: nothing was sent
     * @throws io.heliograph.http.HttpException if no answer came; it goes through unchanged
     */
    SendResult send(SendRequest request, AttemptContext context);

    /**
     * Asks for a message. Called only with {@link Capability#STATUS}.
     *
     * @throws io.heliograph.error.SmsException if the vendor refuses or doesn't know the message
     * @throws io.heliograph.http.HttpException if no answer came
     */
    default Message status(MessageId id, Deadline deadline) {
        throw undeclared(Capability.STATUS);
    }

    /**
     * Cancels a message that waits. Called only with {@link Capability#CANCEL}.
     *
     * @return the message after it: {@code CANCELLED}, or {@code CANCELLING} where that may still fail
     * @throws io.heliograph.error.SmsException if it can't be cancelled any more, or isn't known
     * @throws io.heliograph.http.HttpException if no answer came: it may be cancelled or not
     */
    default Message cancel(MessageId id, Deadline deadline) {
        throw undeclared(Capability.CANCEL);
    }

    /**
     * What is left in the account, in each of its units. Called only with {@link Capability#BALANCE}.
     *
     * @return one or more
     * @throws io.heliograph.error.SmsException if the vendor refuses, or its answer has no amount
     * @throws io.heliograph.http.HttpException if no answer came
     */
    default List<Balance> balance(Deadline deadline) {
        throw undeclared(Capability.BALANCE);
    }

    /**
     * Looks for the message that a request became, after its answer was lost. Called only with
     * {@link Capability#LOOKUP}.
     *
     * @return the message; empty where the vendor has none now, which isn't yet a proof. Asked where nothing is cached, and by
     *     what this library made: a tag of the caller's may be other messages' too, or changed by the vendor
     * @throws io.heliograph.error.SmsException where that can't be told: what isn't surely absent mustn't read as absent
     * @throws io.heliograph.http.HttpException if no answer came
     */
    default Optional<Message> lookup(SendRequest request, Deadline deadline) {
        throw undeclared(Capability.LOOKUP);
    }

    /** When {@link #lookup} can be asked, and what its answers are worth. */
    default LookupTiming lookupTiming() {
        return LookupTiming.cautious();
    }

    /** How many recipients one call takes. Called only with {@link Capability#BULK}. */
    default BulkLimits bulkLimits() {
        throw undeclared(Capability.BULK);
    }

    /**
     * Sends one content to several recipients by one call of {@link io.heliograph.http.VendorHttp#submit}. Called only with
     * {@link Capability#BULK}, within {@link #bulkLimits()}.
     *
     * @param content what to send; its recipient is the first of them
     * @param recipients each once
     * @return accepted with {@link Message#recipients()} where the vendor names them; who isn't named while others are, or
     *     while the vendor counts fewer, is {@link io.heliograph.message.RecipientStatus#unnamed}
     */
    default SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        throw undeclared(Capability.BULK);
    }

    /** Reads what the vendor tells of its own accord; always the same one. Empty where it tells nothing. */
    default Optional<WebhookParser> webhooks() {
        return Optional.empty();
    }

    /** Registers webhooks at the vendor. Empty where the vendor's API can't, so that it is done in its console. */
    default Optional<WebhookRegistrar> webhookRegistrar() {
        return Optional.empty();
    }

    private UnsupportedOperationException undeclared(Capability capability) {
        return new UnsupportedOperationException(name() + " doesn't offer " + capability);
    }

    /** Lets go of connections. */
    @Override
    void close();
}
