package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.vendor.Refusal;
import io.heliograph.sandbox.vendor.RefusalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wavix's error catalogue (docs.wavix.com, "Messaging errors", 2025-12) and the statuses of its error responses. The code
 * of an entry is the number of its page. A code n refuses a send, with the number 999nnn; n-later lets it fail after its
 * acceptance, with the number 9991nn.
 */
final class WavixFaults {
    /** The text of a 501. */
    static final String NOT_SIMULATED = "The sandbox doesn't simulate this operation";

    static final String IDEMPOTENCY_VIOLATION = "55";

    private static final String LATER = "-later";
    private static final String EXPIRED = "expired";
    private static final String SENT = "sent";
    private static final Map<Integer, String> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry(5, "The Sender ID is not provisioned for the country"),
            Map.entry(7, "Potential SMS flooding attack"),
            Map.entry(9, "Unsubscribed recipient"),
            Map.entry(12, "MMS can be set to the US and CA phone numbers only"),
            Map.entry(13, "Media file size can be 1MB or less"),
            Map.entry(14, "Unsupported media format"),
            Map.entry(15, "Media file must be publicly accessible"),
            Map.entry(17, "Destination forbidden"),
            Map.entry(18, "Destination is invalid or not mobile phone number"),
            Map.entry(19, "Destination blocked"),
            Map.entry(21, "You can only have up to 5 attachments per MMS message"),
            Map.entry(22, "Sender ID not found"),
            Map.entry(23, "Rejected by a far-end carrier"),
            Map.entry(24, "Gateway rejected"),
            Map.entry(25, "Callback URL is invalid"),
            Map.entry(26, "You are only allowed to send 20 SMS per second"),
            Map.entry(29, "Messaging is not supported by the destination carrier or handset"),
            Map.entry(31, "The number is inactive, lacks credits, or opted out of SMS"),
            Map.entry(
                    33,
                    "The message was rejected as SPAM or the Sender ID is associated with an inactive 10DLC Campaign"),
            Map.entry(34, "10DLC Brand or Campaign messaging limit exceeded"),
            Map.entry(36, "Daily quota exceeded (T-Mobile)"),
            Map.entry(37, "Spam message detected/rejected (AT&T)"),
            Map.entry(38, "Sending limit reached (AT&T)"),
            Map.entry(41, "Message too long"),
            Map.entry(43, "The message was blocked by the Verizon content filtering mechanism"),
            Map.entry(44, "The destination number is no longer active and should be removed from any subscriptions"),
            Map.entry(45, "Unsupported carrier"),
            Map.entry(46, "Non-compliant content or URL(s) detected and blocked"),
            Map.entry(47, "Messaging to the destination number is blocked for the next 60 minutes"),
            Map.entry(55, "Idempotency violation")));

    // What the network finds out is found after the message has left; these pages are about the request itself.
    private static final Set<Integer> BY_THE_NETWORK = Set.of(23, 24, 29, 31, 33, 37, 38, 43, 44, 45, 46);
    private static final Set<Integer> OF_THE_REQUEST = Set.of(25, 26, 55);
    private static final int TOO_FAST = 26;

    static final RefusalTable REFUSALS = new RefusalTable(Stream.concat(
                    PAGES.entrySet().stream().map(page -> page(page.getKey(), page.getValue())),
                    Stream.of(
                            Refusal.ofSend("http-400", "999400", 400, "Missing or invalid parameter to"),
                            Refusal.ofSend("http-401", "999401", 401, "Unauthorized"),
                            Refusal.ofSend("http-403", "999403", 403, "The feature is disabled for the account"),
                            Refusal.ofSend("http-503", "999503", 503, "Service unavailable"),
                            // Words for an empty account aren't published; these are likely ones.
                            Refusal.ofSend("balance", "999901", 422, "Insufficient balance"),
                            Refusal.ofSend("funds", "999902", 422, "Insufficient funds"),
                            Refusal.ofSend("credit", "999903", 422, "Insufficient credit"),
                            Refusal.ofSend("credits", "999904", 422, "Insufficient credits"),
                            Refusal.ofSend("not-enough-credit", "999905", 422, "Not enough credit"),
                            Refusal.ofSend("not-enough-credits", "999906", 422, "Not enough credits")))
            .toList());

    private WavixFaults() {}

    private static Refusal page(int number, String title) {
        return Refusal.ofSend(
                Integer.toString(number),
                String.format(Locale.ROOT, "9990%02d", number),
                number == TOO_FAST ? 429 : 422,
                title);
    }

    static List<VendorFault> all() {
        List<VendorFault> all = new ArrayList<>(REFUSALS.faults());
        PAGES.keySet().stream()
                .filter(number -> !OF_THE_REQUEST.contains(number))
                .map(number -> new VendorFault(
                        number + LATER,
                        Effect.FAILS_MESSAGE,
                        String.format(Locale.ROOT, "9991%02d", number),
                        String.format(Locale.ROOT, "201; %s after D, with the words of %d", lastState(number), number)))
                .forEach(all::add);
        all.add(new VendorFault(EXPIRED, Effect.FAILS_MESSAGE, "999201", "201; expired after D/2, never sent"));
        return List.copyOf(all);
    }

    private static String lastState(int number) {
        return BY_THE_NETWORK.contains(number) ? "undelivered" : "rejected";
    }

    private static int number(String code) {
        return Integer.parseInt(code.replace(LATER, ""));
    }

    /** The steps that end a message now; what is found before sending can't come after it. */
    static List<Step> endingNow(MessageTimeline timeline, @Nullable String code, Instant at) {
        boolean isSent = timeline.entered(SENT, at).isPresent();
        Step last;
        if (code == null) {
            last = new Step(at, "delivered");
        } else if (code.equals(EXPIRED)) {
            last = new Step(at, EXPIRED);
        } else {
            last = new Step(at, lastState(number(code)), PAGES.get(number(code)));
        }
        boolean isAfterSending = Set.of("delivered", "undelivered").contains(last.state());
        if (isSent && !isAfterSending) {
            throw new IllegalArgumentException(
                    "A message that Wavix has sent can't be " + last.state() + " any more, only undelivered.");
        }
        return isSent || !isAfterSending ? List.of(last) : List.of(new Step(at, SENT), last);
    }

    /** The later steps of a message with a fault, after it was accepted and pending. */
    static List<Step> ending(VendorFault fault, Instant start, Duration deliverAfter) {
        Instant half = start.plus(deliverAfter.dividedBy(2));
        Instant end = start.plus(deliverAfter);
        if (fault.code().equals(EXPIRED)) {
            return List.of(new Step(half, EXPIRED));
        }
        int number = number(fault.code());
        Step last = new Step(end, lastState(number), PAGES.get(number));
        return BY_THE_NETWORK.contains(number) ? List.of(new Step(half, SENT), last) : List.of(last);
    }
}
