package io.heliograph.architecture;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Uses the default locale in every way that {@link DefaultLocale} must find, and a locale in those that it mustn't. */
@SuppressWarnings("StringCaseLocaleUsage")
final class PlantedLocale {
    private PlantedLocale() {}

    static List<Object> dependent(PrintStream stream, PrintWriter writer) {
        UnaryOperator<String> upper = String::toUpperCase;
        writer.printf("%d", 1);
        stream.format("%d", 1);
        return List.of(
                String.format("%d", 1),
                "%d".formatted(1),
                "I".toLowerCase(),
                upper,
                new Formatter(),
                new DecimalFormat("0"),
                NumberFormat.getInstance(),
                new SimpleDateFormat("yyyy"),
                MessageFormat.format("{0}", 1),
                DateTimeFormatter.ofPattern("yyyy"),
                Locale.getDefault());
    }

    static List<Object> independent(PrintStream stream, PrintWriter writer) {
        writer.printf(Locale.ROOT, "%d", 1);
        stream.format(Locale.ROOT, "%d", 1);
        return List.of(
                String.format(Locale.ROOT, "%d", 1),
                "I".toLowerCase(Locale.ROOT),
                new Formatter(Locale.ROOT),
                new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)),
                NumberFormat.getInstance(Locale.ROOT),
                new SimpleDateFormat("yyyy", Locale.ROOT),
                DateTimeFormatter.ofPattern("yyyy", Locale.ROOT));
    }
}
