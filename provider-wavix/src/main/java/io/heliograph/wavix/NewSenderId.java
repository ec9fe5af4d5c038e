package io.heliograph.wavix;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sender ID to register. Immutable, thread-safe and validated on creation; {@code toString} hides sender and samples.
 *
 * <pre>{@code
 * NewSenderId acme = NewSenderId.of(Sender.of("ACME"), NewSenderId.UseCase.TRANSACTIONAL, List.of("GB", "IE"))
 *         .monthlyVolume(NewSenderId.MonthlyVolume.UP_TO_1000)
 *         .sample("Your order is on its way");
 * }</pre>
 */
public final class NewSenderId {
    /** The purpose of the sender ID. */
    public enum UseCase {
        TRANSACTIONAL,
        PROMO,
        AUTHENTICATION
    }

    /** The expected number of messages per month. */
    public enum MonthlyVolume {
        UP_TO_1000("1-1000"),
        UP_TO_20000("1001-20000"),
        UP_TO_50000("20001-50000"),
        UP_TO_100000("50001-100000"),
        MORE("More than 100000");

        private final String word;

        MonthlyVolume(String word) {
            this.word = word;
        }
    }

    private final Sender sender;
    private final UseCase useCase;
    private final List<String> countries;
    private final @Nullable MonthlyVolume monthlyVolume;
    private final List<String> samples;

    private NewSenderId(
            Sender sender,
            UseCase useCase,
            List<String> countries,
            @Nullable MonthlyVolume monthlyVolume,
            List<String> samples) {
        this.sender = sender;
        this.useCase = useCase;
        this.countries = List.copyOf(countries);
        this.monthlyVolume = monthlyVolume;
        this.samples = List.copyOf(samples);
    }

    /**
     * Creates a sender ID for one or more countries.
     *
     * @param countries ISO 3166 codes of two capital letters
     * @throws io.heliograph.message.InvalidRequestException naming every violation
     */
    public static NewSenderId of(Sender sender, UseCase useCase, List<String> countries) {
        Violations violations = new Violations();
        WavixValidation.sender(sender, violations);
        if (countries.isEmpty()) {
            violations.add("countries", "are missing; Wavix registers a sender for countries");
        }
        if (!countries.stream().allMatch(country -> country.matches("[A-Z]{2}"))) {
            violations.add("countries", "must be two capital letters each, such as GB");
        }
        violations.throwIfAny();
        return new NewSenderId(sender, useCase, countries, null, List.of());
    }

    /** Returns a copy with the expected monthly volume. */
    public NewSenderId monthlyVolume(MonthlyVolume volume) {
        return new NewSenderId(sender, useCase, countries, volume, samples);
    }

    /** Returns a copy with one more sample message. */
    public NewSenderId sample(String text) {
        List<String> more = new ArrayList<>(samples);
        more.add(text);
        return new NewSenderId(sender, useCase, countries, monthlyVolume, more);
    }

    void write(JsonWriter json) throws IOException {
        json.beginObject();
        json.name("sender_id").value(WavixWire.number(sender));
        json.name("type").value(sender.kind() == Sender.Kind.ALPHANUMERIC ? "alphanumeric" : "numeric");
        json.name("countries");
        WavixWire.writeTexts(json, countries);
        json.name("usecase").value(WavixWire.word(useCase));
        if (monthlyVolume != null) {
            json.name("monthly_volume").value(monthlyVolume.word);
        }
        if (!samples.isEmpty()) {
            json.name("samples");
            WavixWire.writeTexts(json, samples);
        }
        json.endObject();
    }

    @Override
    public String toString() {
        return "NewSenderId[" + sender.kind() + ", " + useCase + " in " + countries + "]";
    }
}
