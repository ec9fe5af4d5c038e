package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkWire.word;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonItem;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.spi.Page;
import io.heliograph.spi.VendorApi;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streams the account's messages. The vendor's page lost how its list is paged: a response with a next cursor is followed by
 * it, and one with a total by page numbers. Thread-safe.
 */
final class ThaiBulkList {
    private final VendorApi api;
    private final ApiPath list;
    private final Function<AssumedParameter, String> parameters;

    ThaiBulkList(VendorApi api, ApiPath list, Function<AssumedParameter, String> parameters) {
        this.api = api;
        this.list = list;
        this.parameters = parameters;
    }

    /**
     * The messages, newest first.
     *
     * @param state null for all
     */
    Stream<Message> stream(@Nullable MessageState state) {
        Position position = new Position();
        return Page.stream("", name -> page(name, state, position));
    }

    /** How far one stream has come; it belongs to that stream. */
    private static final class Position {
        private int page = 1;
        private long read;
        private @Nullable String first;
    }

    private Page<Message> page(String name, @Nullable MessageState state, Position position) {
        ResourcePath target = list.in(api);
        if (state != null) {
            target = target.query(parameters.apply(AssumedParameter.LIST_STATUS), word(state));
        }
        if (!name.isEmpty()) {
            boolean isNumber = name.startsWith("#"); // no cursor of the vendor's: those begin with an @ here
            String parameter = isNumber ? parameters.apply(AssumedParameter.LIST_PAGE) : "after";
            target = target.query(parameter, name.substring(1));
        }
        HttpResponse response = api.get(target);
        ThaiBulkPage page = list.read(api, response, ThaiBulkPage::read);
        List<Message> found = page.rows().stream()
                .filter(item -> ThaiBulkWire.matches(state, item.value().status()))
                .map(ThaiBulkList::message)
                .toList();
        return new Page<>(found, next(page, position));
    }

    private static @Nullable String next(ThaiBulkPage page, Position position) {
        String cursor = page.next();
        if (cursor != null) {
            return "@" + cursor;
        }
        List<JsonItem<ThaiBulkRow>> rows = page.rows();
        String first = rows.isEmpty() ? null : rows.get(0).value().uuid();
        if (position.page > 1 && first != null && first.equals(position.first)) {
            String reason = "page " + position.page + " of the list is the page before it again; is "
                    + "heliograph.providers.thaibulk." + AssumedParameter.LIST_PAGE.setting()
                    + " the vendor's parameter?";
            throw SmsException.of(Failure.of(ErrorType.CONFIGURATION, reason), List.of());
        }
        position.first = first;
        position.read += rows.size();
        position.page++;
        return !rows.isEmpty() && position.read < page.total() ? "#" + position.page : null;
    }

    private static Message message(JsonItem<ThaiBulkRow> item) {
        ThaiBulkRow row = item.value();
        return row.message(
                        MessageId.tryParse(ThaiBulkErrors.NAME, row.uuid()), ThaiBulkWire.messageStatus(row.status()))
                .rawJson(item.json())
                .build();
    }
}
