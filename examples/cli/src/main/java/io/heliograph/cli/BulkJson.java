package io.heliograph.cli;

import com.squareup.moshi.JsonWriter;
import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignEstimate;
import io.heliograph.campaign.CampaignStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jobs and dry runs in JSON. */
final class BulkJson {
    private BulkJson() {}

    static String status(CampaignStatus status) {
        return Json.document(json -> write(json, status));
    }

    static String list(List<CampaignStatus> all) {
        return Json.document(json -> {
            json.beginArray();
            for (CampaignStatus status : all) {
                write(json, status);
            }
            json.endArray();
        });
    }

    private static void write(JsonWriter json, CampaignStatus status) throws IOException {
        CampaignCounts counts = status.counts();
        json.beginObject();
        json.name("job").value(status.name());
        json.name("state").value(status.state().name());
        json.name("reason").value(status.reason());
        json.name("createdAt").value(status.createdAt().toString());
        json.name("progressAt").value(status.progressAt().toString());
        json.name("lines").value(counts.lines());
        json.name("accepted").value(counts.accepted());
        json.name("rejected").value(counts.rejected());
        json.name("unknown").value(counts.unknown());
        json.name("suppressed").value(counts.suppressed());
        json.name("invalid").value(counts.invalid());
        json.name("duplicates").value(counts.duplicates());
        json.name("waiting").value(counts.waiting());
        json.name("sending").value(counts.sending());
        json.endObject();
    }

    static String estimate(CampaignEstimate estimate) {
        return Json.document(json -> {
            json.beginObject();
            json.name("lines").value(estimate.lines());
            json.name("recipients").value(estimate.recipients());
            json.name("invalid").value(estimate.invalid());
            json.name("duplicates").value(estimate.duplicates());
            json.name("unsendable");
            write(json, estimate.unsendable());
            json.name("groups").beginArray();
            for (CampaignEstimate.Group group : estimate.groups()) {
                json.beginObject();
                json.name("provider").value(group.provider());
                json.name("country").value(group.country());
                json.name("recipients").value(group.recipients());
                json.name("segments").value(group.segments());
                json.name("credits");
                write(json, group.credits());
                json.name("cost");
                write(json, group.cost());
                json.endObject();
            }
            json.endArray();
            json.endObject();
        });
    }

    private static void write(JsonWriter json, Map<String, ? extends Number> amounts) throws IOException {
        json.beginObject();
        for (Map.Entry<String, ? extends Number> amount : new TreeMap<>(amounts).entrySet()) {
            json.name(amount.getKey()).value(amount.getValue());
        }
        json.endObject();
    }
}
