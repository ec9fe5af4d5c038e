package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayMessages.Asked;
import io.heliograph.androidgateway.AndroidGatewayMessages.Held;
import io.heliograph.androidgateway.AndroidGatewayMessages.MessageReply;
import io.heliograph.androidgateway.DuplicateCheck.Finding;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonItem;
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
 * Looks up messages by key in a place where "not found" is reliable. A server caches the 404 of {@code GET /messages/{id}},
 * extends the cache's time at each such request, and lets its operator set that time, up to 18 hours (v1.47.1,
 * {@code modules/messages/cache.go}, 2026-08-22). It doesn't cache its list, and a request for the list doesn't touch that
 * cache. A phone in local mode caches nothing. Thread-safe.
 */
final class AndroidGatewaySearch {
    /** The pages that fit into a usual deadline: 5,000 messages. */
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
     * Looks up the message of a send; empty only if the gateway certainly has none.
     *
     * @throws SmsException if the result isn't certain, or if another message has the key
     * @throws io.heliograph.http.HttpException if no response came
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

    /** Compares a message at the gateway with ours. */
    Finding compare(Held held, GatewayMessage ours, Deadline deadline) {
        return new DuplicateCheck(ours, options.encryption(), deadline).compare(held.message());
    }

    /**
     * The message that the gateway stores under a key after a 409; it isn't always readable. First one request by ID; if a
     * server has a cached "not found" for it, then the list, which it doesn't cache.
     */
    Held taken(String id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id), deadline);
        if (!api.isNotFound(response)) {
            return Held.whole(response.is2xx() ? reader.read(response) : null, response);
        }
        return find(id, deadline).orElseGet(() -> Held.whole(null, response));
    }

    private Optional<Held> find(String id, Deadline deadline) {
        return options.phone() ? byId(id, deadline) : onList(id, deadline);
    }

    private Optional<Held> byId(String id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id), deadline);
        return api.isNotFound(response)
                ? Optional.empty()
                : Optional.of(Held.whole(reader.read(api.require2xx(response)), response));
    }

    /** Searches the list, newest first: a message that arrives meanwhile only makes another one appear twice. */
    private Optional<Held> onList(String id, Deadline deadline) {
        long read = 0;
        long total = 0;
        for (int page = 0; page < MAX_PAGES; page++) {
            HttpResponse response =
                    api.require2xx(api.get(NEWEST.page(messages, NEWEST.pageSize(), Long.toString(read)), deadline));
            List<@Nullable JsonItem<MessageReply>> items = reader.page(response);
            boolean gaps = false;
            for (JsonItem<MessageReply> item : items) {
                if (item != null && id.equals(item.value().id)) {
                    return Optional.of(new Held(item.value(), response, item.json()));
                }
                gaps = gaps || item == null || item.value().id == null;
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
