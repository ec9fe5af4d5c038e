package io.heliograph.settings;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import io.heliograph.money.Budget;
import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the settings of prices and spend limits. */
final class MoneySettingsReader {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");

    private MoneySettingsReader() {}

    /** The price table; empty where none is set, or it is invalid. */
    static Optional<PriceTable> prices(SettingValues values) {
        return values.text(GeneralSetting.PRICES).flatMap(place -> values.make("", () -> table(place)));
    }

    private static PriceTable table(String place) {
        String setting = GeneralSetting.PRICES.shortName();
        try {
            SettingFile file = SettingFile.of(place);
            if (file.path().isPresent()) {
                return PriceTable.load(file.path().get());
            }
            try (BufferedReader lines = file.open()) {
                return PriceTable.parse(lines.lines().collect(Collectors.joining("\n")));
            }
        } catch (InvalidPathException e) {
            throw new InvalidRequestException(setting, "is no path of a file");
        } catch (FileNotFoundException e) {
            throw new InvalidRequestException(setting, "isn't on the class path");
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidRequestException(setting, "isn't UTF-8 text, or can't be read");
        }
    }

    /** The spend limits; none where they are invalid. */
    static SpendLimits spend(SettingValues values) {
        SpendLimits.Builder limits = SpendLimits.builder();
        values.number(GeneralSetting.SPEND_MAX_PARTS).ifPresent(limits::maxParts);
        values.text(GeneralSetting.SPEND_MAX_COST)
                .flatMap(text -> amount(values, text))
                .ifPresent(limits::maxCost);
        values.number(GeneralSetting.SPEND_PER_RECIPIENT_AND_HOUR).ifPresent(limits::perRecipientAndHour);
        List<String> countries = values.list(GeneralSetting.SPEND_COUNTRIES);
        if (!countries.isEmpty()) {
            limits.countries(countries);
        }
        for (String text : values.list(GeneralSetting.SPEND_BUDGETS)) {
            values.make("spend.", () -> Budget.parse(text)).ifPresent(limits::budget);
        }
        return values.make("spend.", limits::build).orElse(SpendLimits.none());
    }

    private static Optional<BigDecimal> amount(SettingValues values, String text) {
        if (AMOUNT.matcher(text.strip()).matches()) {
            return Optional.of(new BigDecimal(text.strip()));
        }
        GeneralSetting setting = GeneralSetting.SPEND_MAX_COST;
        values.violation(setting.shortName(), "is " + ValueShape.of(text) + "; it must be " + setting.allowed());
        return Optional.empty();
    }
}
