package io.heliograph.thaibulk;

import static io.heliograph.http.VendorHttp.Method.POST;
import static io.heliograph.json.JsonBinding.orEmpty;
import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.Balance;
import io.heliograph.message.Sender;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The account's balance and senders, and estimates of campaigns. Thread-safe. */
final class ThaiBulkAccount {
    private final VendorApi api;
    private final ApiPath balance;
    private final ApiPath senders;
    private final ApiPath preview;
    private final JsonBinding<CreditReply> credits = JsonBinding.of(CreditReply.class);

    ThaiBulkAccount(VendorApi api, Function<AssumedPath, ApiPath> paths) {
        this.api = api;
        balance = paths.apply(AssumedPath.BALANCE);
        senders = paths.apply(AssumedPath.SENDERS);
        preview = paths.apply(AssumedPath.PREVIEW);
    }

    List<Balance> balance(Deadline deadline) {
        HttpResponse response = api.get(balance.in(api), deadline);
        CreditReply document = balance.read(api, response, credits::read).inner();
        BigDecimal amount = first(document.balance, document.credits, document.credit);
        if (amount == null) { // no likely name has a value
            throw balance.unreadable(response);
        }
        return List.of(new Balance(amount, "credits"));
    }

    List<SenderName> senders() {
        List<SenderName> found = new ArrayList<>();
        HttpResponse response = api.get(senders.in(api));
        for (JsonItem<ThaiBulkRow> item :
                senders.read(api, response, ThaiBulkPage::read).rows()) {
            ThaiBulkRow row = item.value();
            String name = row.name();
            if (name != null) {
                found.add(new SenderName(name, orEmpty(row.status()), Optional.ofNullable(row.shared()), item.json()));
            }
        }
        return List.copyOf(found);
    }

    Estimate preview(Campaign campaign, Deadline deadline) {
        HttpResponse response =
                api.call(POST, preview.in(api), json -> ThaiBulkWire.writePreview(json, campaign), deadline);
        return preview.read(api, response, credits::read).inner().estimate(response.body());
    }

    /** Not {@code submit}: nothing is sent, and no message results even if the response names one. */
    Estimate dryRun(Campaign campaign, Sender sender, Deadline deadline) {
        HttpResponse response = api.call(
                POST,
                api.target("sms", "send"),
                json -> ThaiBulkWire.writeCampaign(json, campaign, sender, true),
                deadline);
        return api.read(response, credits).inner().estimate(response.body());
    }

    /** A balance, a preview or a dry run on the wire. */
    static final class CreditReply {
        private @Nullable BigDecimal balance;
        private @Nullable BigDecimal credits;
        private @Nullable BigDecimal credit;
        private @Nullable BigDecimal totalCredits;
        private @Nullable BigDecimal cost;
        private @Nullable Integer parts;
        private @Nullable Integer messageParts;
        private @Nullable Integer segments;
        private @Nullable CreditReply data;
        private @Nullable CreditReply result;

        private CreditReply inner() {
            return data != null ? data : result != null ? result : this;
        }

        private Estimate estimate(String rawJson) {
            return new Estimate(
                    first(parts, messageParts, segments), first(totalCredits, credits, credit, cost), rawJson);
        }
    }
}
