package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that have opted out at Wavix, from one sender or from all (OpenAPI, 2026-06-30). Not thread-safe: the owner
 * locks.
 */
final class WavixOptOuts {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{7,15}");

    /** One opt-out; numbers are without their plus sign, and a null sender stands for all. */
    private record OptOut(String number, @Nullable String sender, Instant createdAt) {
        LocalDate day() {
            return LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("phone_number", number);
            json.put("sender_id", sender);
            json.put("campaign_id", null);
            json.put("created_at", createdAt.truncatedTo(ChronoUnit.SECONDS).toString());
            return json;
        }
    }

    private final List<OptOut> optOuts = new ArrayList<>();

    boolean contains(String number, String sender) {
        String bare = withoutPlus(number);
        return optOuts.stream()
                .anyMatch(entry -> entry.number().equals(bare)
                        && (entry.sender() == null || entry.sender().equals(withoutPlus(sender))));
    }

    void add(String number, @Nullable String sender, Instant now) {
        String from = sender == null ? null : withoutPlus(sender);
        boolean known = optOuts.stream()
                .anyMatch(entry -> entry.number().equals(withoutPlus(number)) && Objects.equals(entry.sender(), from));
        if (!known) {
            optOuts.add(new OptOut(withoutPlus(number), from, now));
        }
    }

    /** Drops the opt-outs of some numbers. */
    void forget(Predicate<String> recipient) {
        optOuts.removeIf(entry -> recipient.test("+" + entry.number()));
    }

    /** Ends the opt-outs of a number from one sender and from all. */
    void remove(String number, String sender) {
        optOuts.removeIf(entry -> entry.number().equals(withoutPlus(number))
                && (entry.sender() == null || entry.sender().equals(withoutPlus(sender))));
    }

    SandboxResponse create(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, WavixSend.ERROR_PREFIX);
        fields.refuseUnknown(Set.of("opt_out"));
        JsonFields optOut = fields.object("opt_out");
        if (optOut == null) {
            throw fields.wrong("opt_out");
        }
        optOut.refuseUnknown(Set.of("number", "sender_id"));
        String number = optOut.string("number");
        if (number == null || !NUMBER.matcher(number).matches()) {
            throw optOut.wrong("number");
        }
        add(number, optOut.string("sender_id"), now);
        return SandboxResponse.json(201, Map.of("success", true));
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /** A page of the list, oldest first; here no opt-out is of a campaign, and days are in UTC. */
    SandboxResponse list(SandboxRequest request) throws ErrorResponseException {
        Query query = new Query(request.query(), WavixSend.ERROR_PREFIX);
        query.refuseUnknown(Set.of("sender_id", "campaign_id", "created_after", "created_before", "page", "per_page"));
        LocalDate after = query.day("created_after");
        LocalDate before = query.day("created_before");
        List<OptOut> found = optOuts.stream()
                .filter(entry -> !query.has("campaign_id"))
                .filter(entry -> after == null || !entry.day().isBefore(after))
                .filter(entry -> before == null || !entry.day().isAfter(before))
                .filter(entry -> !query.has("sender_id")
                        || withoutPlus(query.text("sender_id")).equals(entry.sender()))
                .toList();
        Page<OptOut> page = WavixPaging.of(found, query);
        return SandboxResponse.json(
                200,
                WavixPaging.json(
                        "items", page.items().stream().map(OptOut::json).toList(), page));
    }
}
