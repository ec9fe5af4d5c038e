package io.heliograph.wavix;

import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.text.Encoding;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks for requests that Wavix would certainly reject (docs.wavix.com, 2025-12). */
final class WavixValidation {
    /** Error page 41 names 1,630, though ten segments hold only 1,530; Wavix decides on texts in between. */
    private static final int MAX_GSM7 = 1_630;

    /** Ten segments: error page 41 allows 670 characters of UCS-2, which is ten times 67. */
    static final SegmentProfile PROFILE = SegmentProfile.builder()
            .maxUnits(Encoding.GSM_7, MAX_GSM7)
            .maxUnits(Encoding.UCS_2, 670)
            .build();

    private static final int MAX_MEDIA = 5;

    private static final int MIN_NAME = 3;
    private static final int MAX_NAME = 11;

    /** The limit of the vendor's SDKs (2026-06); its OpenAPI document has it for opt-outs only. */
    private static final int MAX_PER_PAGE = 100;

    private WavixValidation() {}

    static List<Violation> request(SendRequest request, WavixConfig options) {
        Violations violations = new Violations();
        Sender sender = violations
                .sender(request.from().orElse(null), options.from(), WavixErrors.NAME)
                .orElse(null);
        if (sender != null) {
            sender(sender, violations);
        }
        if (request.media().isEmpty()) {
            text(request.text(), options.smartEncoding(request), violations);
        } else {
            mms(request, sender, violations);
        }
        if (request.validity()
                .filter(validity -> validity.toSeconds() > Integer.MAX_VALUE)
                .isPresent()) {
            violations.add("validity", "must be at most " + Integer.MAX_VALUE + " seconds");
        }
        return violations.list();
    }

    private static void text(String text, boolean smartEncoding, Violations violations) {
        Segments segments = Segments.of(text, PROFILE);
        boolean mayBecomeGsm7 = smartEncoding && text.length() <= MAX_GSM7;
        if (segments.encoding() == Encoding.GSM_7 || !mayBecomeGsm7) {
            segments.tooLongFor("Wavix").ifPresent(problem -> violations.add("text", problem));
        }
    }

    /** Error pages 12 and 21: an MMS has at most five files, and goes from a number to the US or Canada. */
    private static void mms(SendRequest request, @Nullable Sender sender, Violations violations) {
        int files = request.media().size();
        if (files > MAX_MEDIA) {
            violations.add("media", "has " + files + " files; Wavix takes at most " + MAX_MEDIA);
        }
        if (!request.to().e164().startsWith("+1")) {
            violations.add("to", "isn't a number of the US or Canada; Wavix sends MMS nowhere else");
        }
        if (sender != null && sender.kind() == Sender.Kind.ALPHANUMERIC) {
            violations.add("from", "is a name; Wavix sends MMS from numbers only");
        }
    }

    /** The sender ID formats that Wavix registers; 10-digit numbers, toll-free numbers and short codes pass. */
    static void sender(Sender sender, Violations violations) {
        if (sender.kind() == Sender.Kind.ALPHANUMERIC && !isName(sender.value())) {
            violations.add(
                    "from",
                    "is a name that Wavix doesn't take; it must be 3 to 11 letters, digits, blanks, - + _ and &");
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letter && !(c >= '0' && c <= '9') && " +_&-".indexOf(c) < 0) {
                return false;
            }
        }
        return name.length() >= MIN_NAME && name.length() <= MAX_NAME;
    }

    /** The violation doesn't repeat the URL, which may hold a token. */
    static void url(String field, @Nullable URI url, Violations violations) {
        if (url != null
                && (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme())))) {
            violations.add(field, "isn't an absolute http or https URL");
        }
    }

    static void perPage(@Nullable Integer count, Violations violations) {
        if (count != null && (count < 1 || count > MAX_PER_PAGE)) {
            violations.add("perPage", "is " + count + "; it must be 1 to " + MAX_PER_PAGE);
        }
    }
}
