package io.heliograph;

import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Shape;
import io.heliograph.money.Budget;
import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.ProviderSettings;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what messages cost and how much may be spent. Not thread-safe. */
final class MoneySettings {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");

    private final ProviderSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    MoneySettings(ProviderSettings settings) {
        this.settings = settings;
    }

    /** What is wrong beyond what the settings note themselves. */
    List<Fault> faults() {
        return faults;
    }

    /** The price table; empty where none is set, or it isn't right. */
    Optional<PriceTable> prices() {
        List<PriceTable> read = new ArrayList<>();
        settings.text(
                "prices", path -> made("", () -> PriceTable.load(path(path))).ifPresent(read::add));
        return read.stream().findFirst();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidRequestException("prices", "is no path of a file");
        }
    }

    /** The limits; none where they aren't right. */
    SpendLimits spend() {
        SpendLimits.Builder limits = SpendLimits.builder();
        settings.number("spend.max-parts", limits::maxParts);
        settings.text("spend.max-cost", value -> amount(value, limits::maxCost));
        settings.number("spend.per-recipient-and-hour", limits::perRecipientAndHour);
        settings.text("spend.countries", value -> limits.countries(list("spend.countries", value, ",")));
        settings.text(
                "spend.budgets",
                value -> list("spend.budgets", value, ";")
                        .forEach(
                                text -> made("spend.", () -> Budget.parse(text)).ifPresent(limits::budget)));
        return made("spend.", limits::build).orElse(SpendLimits.none());
    }

    /** What stands between separators; nothing at all would be no limit at all. */
    private List<String> list(String name, String value, String separator) {
        List<String> all = Stream.of(value.split(separator))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (all.isEmpty()) {
            faults.add(new Fault(name, "names none, which would switch it off in silence; name one, or say off"));
        }
        return all;
    }

    private void amount(String value, Consumer<BigDecimal> setter) {
        if (AMOUNT.matcher(value.strip()).matches()) {
            setter.accept(new BigDecimal(value.strip()));
        } else {
            faults.add(new Fault("spend.max-cost", "is " + Shape.of(value) + "; it must be an amount such as 0.50"));
        }
    }

    private <T> Optional<T> made(String prefix, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> faults.add(new Fault(prefix + kebab(fault.field()), fault.problem())));
            return Optional.empty();
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
