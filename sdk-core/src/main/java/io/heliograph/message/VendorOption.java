package io.heliograph.message;

import io.heliograph.text.TextValidation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option that one provider has for a send, such as the Android gateway's priority: its name and the type of its values.
 *
 * <p>Immutable and thread-safe. It's compared by identity: a provider keeps each of its options in one constant, sets none
 * that changes who gets a message or what it says, and reads it with {@link SendRequest#option}. A provider that doesn't
 * know an option ignores it.
 *
 * <pre>{@code
 * static final VendorOption<Integer> PRIORITY = VendorOption.number("acmesms", "priority", 0, 9);
 *
 * SendRequest request = SendRequest.to("+447537151866").text("Your code is 482910").option(PRIORITY, 9).build();
 * int priority = request.option(PRIORITY).orElse(0);
 * }</pre>
 *
 * @param <T> the type of its values
 */
public final class VendorOption<T> {
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,10}");

    private final String fullName;
    private final Class<T> type;
    private final String expected;
    private final Predicate<T> isValid;
    private final Function<String, Optional<T>> reader;

    private VendorOption(
            String provider,
            String name,
            Class<T> type,
            String expected,
            Predicate<T> isValid,
            Function<String, Optional<T>> reader) {
        if (!PROVIDER.matcher(provider).matches() || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an option has a provider of lower-case letters and digits, and a name such as device-id");
        }
        fullName = provider + "." + name;
        this.type = type;
        this.expected = expected;
        this.isValid = isValid;
        this.reader = reader;
    }

    /**
     * An option whose values are whole numbers.
     *
     * @param provider the provider's name in routes and settings
     * @param name in lower case with dashes, like a setting; the provider's setting of this name is its default
     */
    public static VendorOption<Integer> number(String provider, String name, int min, int max) {
        return new VendorOption<>(
                provider,
                name,
                Integer.class,
                "a whole number from " + min + " to " + max,
                value -> value >= min && value <= max,
                VendorOption::wholeNumber);
    }

    private static Optional<Integer> wholeNumber(String text) {
        return Optional.of(text)
                .filter(number -> WHOLE_NUMBER.matcher(number).matches())
                .map(Long::valueOf)
                .filter(number -> number == number.intValue())
                .map(Long::intValue);
    }

    /** An option that is on or off, named as in {@link #number}. */
    public static VendorOption<Boolean> flag(String provider, String name) {
        return new VendorOption<>(provider, name, Boolean.class, "true or false", value -> true, text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /**
     * An option whose values are texts that aren't blank and have no control character, named as in {@link #number}.
     *
     * @param max the maximum of UTF-16 units
     */
    public static VendorOption<String> text(String provider, String name, int max) {
        return new VendorOption<>(
                provider,
                name,
                String.class,
                "1 to " + max + " characters, not blank, without control characters",
                value -> !value.isBlank()
                        && value.length() <= max
                        && value.chars().noneMatch(Character::isISOControl)
                        && TextValidation.problem(value).isEmpty(),
                Optional::of);
    }

    /** An option whose values are the constants of an enum, in texts in lower case; named as in {@link #number}. */
    public static <E extends Enum<E>> VendorOption<E> choice(String provider, String name, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String words = Arrays.stream(constants).map(VendorOption::word).collect(Collectors.joining(", "));
        return new VendorOption<>(
                provider,
                name,
                type,
                "one of " + words,
                value -> true,
                text -> Arrays.stream(constants)
                        .filter(constant -> word(constant).equals(text))
                        .findFirst());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The provider's name and the option's, for example {@code androidgateway.priority}. */
    public String fullName() {
        return fullName;
    }

    /** The values that are valid, in words such as {@code true or false}. */
    public String expected() {
        return expected;
    }

    /**
     * Reads a value from a text, such as an argument of a command line.
     *
     * @throws InvalidRequestException if it isn't a valid value; the error names the option and the text's shape
     */
    public T parse(String text) {
        return reader.apply(text)
                .filter(isValid)
                .orElseThrow(() -> new InvalidRequestException(
                        fullName, "is " + ValueShape.of(text) + "; it must be " + expected));
    }

    /** The text of a valid value, from which {@link #parse} reads it. */
    public String format(T value) {
        return value instanceof Enum<?> constant ? word(constant) : value.toString();
    }

    /** Whether its values are free texts, which may be private. */
    boolean isText() {
        return type == String.class;
    }

    T cast(Object value) {
        return type.cast(value);
    }

    /** Checks a value that a request was given; the builder can't tell a null from others. */
    void check(@Nullable Object value, Violations violations) {
        if (value == null) {
            violations.add(fullName, "is missing; leave the option out or give it a value");
        } else if (!type.isInstance(value) || !isValid.test(type.cast(value))) {
            String shape = value instanceof String text ? ValueShape.of(text) : value.toString();
            violations.add(fullName, "is " + shape + "; it must be " + expected);
        }
    }

    /** The full name. */
    @Override
    public String toString() {
        return fullName;
    }
}
