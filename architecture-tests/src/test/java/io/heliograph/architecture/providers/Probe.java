package io.heliograph.architecture.providers;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Finds out what a provider takes by its own check of requests, which needs no network. */
final class Probe {
    private static final Map<String, String> NUMBERS = new LinkedHashMap<>();
    private static final Map<String, String> SENDERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("the US", "+12025550143");
        NUMBERS.put("Canada", "+14165550143");
        NUMBERS.put("Thailand", "+66812345678");
        NUMBERS.put("the United Kingdom", "+447700900123");
        NUMBERS.put("Germany", "+4915123456789");
        SENDERS.put("name", "ACME");
        SENDERS.put("number", "+12025550100");
        SENDERS.put("short code", "12345");
    }

    private final SmsProvider provider;

    Probe(SmsProvider provider) {
        this.provider = provider;
    }

    /** The countries to which it sends such a request, if not to all: {@code the US and Canada}. */
    String countries(UnaryOperator<SendRequest.Builder> request) {
        List<String> accepted = NUMBERS.keySet().stream()
                .filter(country -> takes(NUMBERS.getOrDefault(country, ""), "Hello", request))
                .toList();
        return accepted.size() == NUMBERS.size() ? "" : String.join(" and ", accepted);
    }

    /** The kinds of senders that it takes. */
    String senders() {
        return String.join(
                ", ",
                SENDERS.entrySet().stream()
                        .filter(sender -> takes(request -> request.from(sender.getValue())))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** The maximum of repeats of a character in a text; 0 for no limit of its own. */
    int maxText(String character) {
        SendRequest.Builder usual = usual();
        int low = 1;
        int high = SendRequest.MAX_TEXT;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            String text = character.repeat(middle);
            if (accepts(() -> usual.text(text).build())) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low == SendRequest.MAX_TEXT ? 0 : low;
    }

    /** A request that it takes, whose text can be replaced. */
    private SendRequest.Builder usual() {
        return NUMBERS.values().stream()
                .flatMap(to -> SENDERS.values().stream()
                        .map(sender -> SendRequest.to(to).text("Hello").from(sender)))
                .filter(request -> accepts(request::build))
                .findFirst()
                .orElseThrow();
    }

    /** The maximum of media files. */
    int maxMedia() {
        int files = 0;
        while (files < 10 && takes(media(files + 1))) {
            files++;
        }
        return files;
    }

    static UnaryOperator<SendRequest.Builder> media(int files) {
        return request -> {
            for (int i = 0; i < files; i++) {
                request.media("https://example.com/" + i + ".png");
            }
            return request;
        };
    }

    private boolean takes(UnaryOperator<SendRequest.Builder> request) {
        return NUMBERS.values().stream().anyMatch(number -> takes(number, "Hello", request));
    }

    /** Whether it takes the request as it is, or from one of the senders. */
    private boolean takes(String to, String text, UnaryOperator<SendRequest.Builder> request) {
        return accepts(() -> request.apply(SendRequest.to(to).text(text)).build())
                || SENDERS.values().stream()
                        .anyMatch(sender -> accepts(() -> request.apply(
                                        SendRequest.to(to).text(text).from(sender))
                                .build()));
    }

    private boolean accepts(Supplier<SendRequest> request) {
        try {
            return provider.validate(request.get()).isEmpty();
        } catch (InvalidRequestException e) {
            return false;
        }
    }
}
