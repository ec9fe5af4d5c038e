package io.heliograph.thaibulk;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.PhoneNumberList;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import io.heliograph.text.TextValidation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks for certain rejections (me-sms.com/en/api-docs and v2.me-sms.com/zh/api-docs, 2026-11-20). */
final class ThaiBulkValidation {
    /** The limit is "up to 1,000 characters" of an undocumented kind, so the stricter count applies. */
    static final SegmentProfile PROFILE = SegmentProfile.builder()
            .maxLength(1_000, SegmentProfile.LengthUnit.UTF_16_UNITS)
            .build();

    /** The end of the year 9999 in Thai time: a later time has no four-digit year. */
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T16:59:59Z");

    private ThaiBulkValidation() {}

    /** A sender is a name that Me SMS has approved; it doesn't support numbers as senders. */
    static void sender(Sender sender, Violations violations) {
        if (sender.kind() != Sender.Kind.ALPHANUMERIC) {
            violations.add(
                    "from", "is a number; Me SMS takes names of at most 11 characters only, which it has approved");
        }
    }

    static void text(String text, Violations violations) {
        if (text.isEmpty()) {
            violations.add("text", "is empty; Me SMS takes 1 to 1000 characters");
        } else if (TextValidation.isBlank(text)) {
            violations.add("text", "shows nothing: it has white space or invisible characters only; give it a word");
        }
        TextValidation.problem(text).ifPresent(problem -> violations.add("text", problem));
        Segments.of(text, PROFILE).tooLongFor("Me SMS").ifPresent(problem -> violations.add("text", problem));
    }

    static void number(PhoneNumber number, Violations violations) {
        if (number.digits().startsWith("660")) {
            violations.add("to", "keeps the 0 of the national form behind +66; leave the 0 out");
        } else if (!ThaiNumbers.isThai(number)) {
            violations.add("to", "isn't a Thai mobile number; Me SMS takes +66 and 9 digits only");
        }
    }

    static void numbers(PhoneNumberList numbers, Violations violations) {
        int wrong = 0;
        for (int i = 0; i < numbers.size(); i++) {
            wrong += ThaiNumbers.isThai(numbers.asLong(i)) ? 0 : 1;
        }
        if (wrong > 0) {
            violations.add(
                    "to",
                    "has " + wrong + " of " + numbers.size()
                            + " that aren't Thai mobile numbers; Me SMS takes +66 and 9 digits only, without the 0");
        }
    }

    static void sendAt(@Nullable Instant time, Violations violations) {
        if (time != null && time.isAfter(LAST_TIME)) {
            violations.add("sendAt", "is after the year 9999");
        }
    }
}
