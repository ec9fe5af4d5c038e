package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayMessages.Asked;
import io.heliograph.androidgateway.AndroidGatewayMessages.Held;
import io.heliograph.androidgateway.AndroidGatewayMessages.MessageReply;
import io.heliograph.androidgateway.DuplicateCheck.Finding;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the message of a key where "there is none" is a fact. A server caches a "not found" to {@code GET
 * /messages/{id}}, renews it at each such question and lets its operator set the time, up to 18 hours (v1.47.1,
 * {@code modules/messages/cache.go}, 2026-08-22); its list isn't cached, and to read it leaves that cache alone. A phone that is
 * asked directly caches nothing. Thread-safe.
 */
final class AndroidGatewaySearch {
    /** 5,000 messages: what may be asked for within a usual deadline. */
    static final int MAX_PAGES = 50;

    private static final ListQuery NEWEST =
            MessageFilter.builder().includeContent(true).build().query();

    private final VendorApi api;
    private final AndroidGatewayMessages reader;
    private final AndroidGatewayConfig options;
    private final ResourcePath messages;

    AndroidGatewaySearch(VendorApi api, AndroidGatewayMessages reader, AndroidGatewayConfig options) {
        this.api = api;
        this.reader = reader;
        this.options = options;
        messages = api.target("messages");
    }

    /**
     * The message that a request became; empty where the gateway has none for certain.
     *
     * @throws SmsException if that can't be told, or another message has the key
     * @throws io.heliograph.http.HttpException if no answer came
     */
    Optional<Message> lookup(SendRequest request, Deadline deadline) {
        Held held = find(request.key().value(), deadline).orElse(null);
        if (held == null) {
            return Optional.empty();
        }
        GatewayMessage ours = GatewayMessage.of(request, List.of(request.to()));
        if (compare(held, ours, deadline) == Finding.OTHER) {
            throw SmsException.of(Failure.of(ErrorType.DUPLICATE, "another message has this key"), List.of());
        }
        Asked asked = Asked.about(ours, List.of(request.to().e164()), Status.QUEUED);
        return Optional.of(reader.message(held, asked));
    }

    /** Whether a message that the gateway has is ours. */
    Finding compare(Held held, GatewayMessage ours, Deadline deadline) {
        return new DuplicateCheck(ours, options.encryption(), deadline).compare(held.message());
    }

    /**
     * What the gateway has under a key that it called taken; it can't always be read. By its id, which is one question; a
     * server may go on to say "not found" to that, so then where nothing is cached.
     */
    Held taken(String id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id), deadline);
        if (!api.isNotFound(response)) {
            return new Held(response.is2xx() ? reader.read(response) : null, response);
        }
        return find(id, deadline).orElseGet(() -> new Held(null, response));
    }

    private Optional<Held> find(String id, Deadline deadline) {
        return options.phone() ? byId(id, deadline) : onList(id, deadline);
    }

    private Optional<Held> byId(String id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id), deadline);
        return api.isNotFound(response)
                ? Optional.empty()
                : Optional.of(new Held(reader.read(api.require2xx(response)), response));
    }

    /** Newest first, so that what comes meanwhile only shows a message twice. */
    private Optional<Held> onList(String id, Deadline deadline) {
        long read = 0;
        long total = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            HttpResponse response =
                    api.require2xx(api.get(NEWEST.page(messages, NEWEST.pageSize(), Long.toString(read)), deadline));
            List<@Nullable MessageReply> items = reader.page(response);
            boolean gaps = false;
            for (MessageReply message : items) {
                if (message != null && id.equals(message.id)) {
                    return Optional.of(new Held(message, response));
                }
                gaps = gaps || message == null || message.id == null;
            }
            long before = total;
            total = AndroidGatewayMessages.total(response).orElse(-1);
            read += items.size();
            if (gaps || total < before || (items.isEmpty() && read < total)) {
                throw untold("the gateway's list can't be read as a whole");
            }
            if (read >= total) {
                return Optional.empty();
            }
        }
        throw untold("it isn't among the gateway's newest " + read + " messages, and there are " + total);
    }

    private static SmsException untold(String reason) {
        return SmsException.of(Failure.of(ErrorType.OTHER, reason), List.of());
    }
}
