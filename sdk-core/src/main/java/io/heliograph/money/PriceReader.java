package io.heliograph.money;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses the lines of one price table. Not thread-safe. */
final class PriceReader {
    private static final int MAX_FAULTS = 100;
    private static final int MAX_PRICES = 1_000_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** The destination that stands for all others. */
    static final String ANYWHERE = "*";

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Map<String, BigDecimal>> prices = new HashMap<>();
    private final Map<String, Integer> lineOf = new HashMap<>();
    private @Nullable String currency;
    private int line;

    /**
     * Reads all lines.
     *
     * @throws InvalidRequestException with every violation; the first hundred, if there are more
     */
    void read(Reader reader) throws IOException {
        BufferedReader lines = new BufferedReader(reader);
        for (String row = lines.readLine(); row != null && violations.size() < MAX_FAULTS; row = lines.readLine()) {
            line++;
            String content = withoutComment(line == 1 && row.startsWith(BYTE_ORDER_MARK) ? row.substring(1) : row);
            if (!content.isEmpty() && !isHead(content)) {
                row(content.split(",", -1));
            }
        }
        if (violations.isEmpty() && prices.isEmpty()) {
            violations.add(new Violation("prices", "are missing; a line is, for example: wavix, TH, USD, 0.0132"));
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }

    /** The currency of every price in the table. */
    String currency() {
        return currency == null ? "XXX" : currency;
    }

    /** The prices by provider, then by country or prefix. */
    Map<String, Map<String, BigDecimal>> prices() {
        return prices;
    }

    private static String withoutComment(String text) {
        int comment = text.indexOf('#');
        return (comment < 0 ? text : text.substring(0, comment)).strip();
    }

    /** Whether this is the header line with the columns' names, as spreadsheets write it. */
    private boolean isHead(String content) {
        return lineOf.isEmpty() && violations.isEmpty() && content.startsWith("provider,");
    }

    private void row(String[] values) {
        if (values.length != 4) {
            violation("has " + values.length + (values.length == 1 ? " value" : " values")
                    + "; it must have 4: provider, country or prefix, currency, price of a part");
            return;
        }
        String provider = values[0].strip();
        String place = values[1].strip();
        String price = values[3].strip();
        boolean valid = check(PROVIDER.matcher(provider).matches(), provider, "a provider such as wavix");
        valid &= check(
                place.equals(ANYWHERE) || PREFIX.matcher(place).matches() || Countries.isKnown(place),
                place,
                "a country such as TH, a prefix such as +6681, or * for all others");
        valid &= isCurrency(values[2].strip());
        valid &= check(PRICE.matcher(price).matches(), price, "a price such as 0.0132, with at most 9 decimals");
        if (valid) {
            add(provider, place, new BigDecimal(price));
        }
    }

    private void add(String provider, String place, BigDecimal price) {
        Integer before = lineOf.putIfAbsent(provider + " " + place, line);
        if (before != null) {
            violation("has the price of " + provider + " to " + place + ", which line " + before + " has already");
        } else if (lineOf.size() > MAX_PRICES) {
            violation("is one price too many; a table has at most " + MAX_PRICES);
        } else {
            prices.computeIfAbsent(provider, name -> new HashMap<>()).put(place, price);
        }
    }

    private boolean isCurrency(String value) {
        boolean valid = check(CURRENCIES.contains(value), value, "a currency of ISO 4217 such as USD");
        if (valid && currency == null) {
            currency = value;
        } else if (valid && !value.equals(currency)) {
            violation("has a price in " + value + ", and those before are in " + currency
                    + "; a table has one currency, so that prices can be compared");
            return false;
        }
        return valid;
    }

    private boolean check(boolean valid, String value, String expected) {
        if (!valid) {
            violation("is " + ValueShape.of(value) + " where " + expected + " is expected");
        }
        return valid;
    }

    private void violation(String problem) {
        if (violations.size() < MAX_FAULTS) {
            violations.add(new Violation("prices", "line " + line + " " + problem));
        }
    }
}
