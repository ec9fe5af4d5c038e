package io.heliograph.nativehub;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one batch as NativeHub lists them, {@code GET /messages?batch_id=} (quick start, 2026-02): above a number
 * that isn't documented, the answer to a bulk send names nobody. Thread-safe.
 */
final class NativeHubBatchList {
    private static final int PER_PAGE = 100;

    /** A tenth of the 200 requests a minute that an account may make. */
    private static final int MAX_PAGES = 20;

    private final NativeHubCalls calls;
    private final Target messages;
    private final JsonBinding<NativeHubReports.MessagePage> messagePage =
            JsonBinding.of(NativeHubReports.MessagePage.class);

    NativeHubBatchList(NativeHubCalls calls) {
        this.calls = calls;
        messages = calls.target("messages");
    }

    /**
     * What the list says of a batch of so many messages; as far as it could be read in time, and of this batch for certain.
     */
    List<NativeHubWire.MessageReply> read(String batchId, int size, Deadline deadline) {
        List<NativeHubWire.MessageReply> found = new ArrayList<>();
        int pages = Math.min(MAX_PAGES, (size + PER_PAGE - 1) / PER_PAGE);
        for (int number = 1; number <= pages; number++) {
            NativeHubReports.MessagePage page = page(batchId, number, deadline);
            if (page == null || page.data == null || page.data.isEmpty()) {
                break;
            }
            for (NativeHubWire.MessageReply item : page.data) {
                if (item != null && batchId.equals(item.batchId)) {
                    found.add(item);
                }
            }
        }
        return found;
    }

    /** One page; null where it can't be had: the send was answered, and nothing here may change that. */
    private NativeHubReports.@Nullable MessagePage page(String batchId, int number, Deadline deadline) {
        Target target = messages.query("batch_id", batchId)
                .query("page", String.valueOf(number))
                .query("per_page", String.valueOf(PER_PAGE));
        try {
            HttpReply reply = calls.get(target, deadline);
            NativeHubReports.MessagePage page =
                    reply.is2xx() ? messagePage.read(NativeHubReports.asObject(reply)) : null;
            boolean another = page != null && page.page != null && page.page != number;
            return another ? null : page;
        } catch (HttpException | SmsException e) {
            return null;
        }
    }
}
