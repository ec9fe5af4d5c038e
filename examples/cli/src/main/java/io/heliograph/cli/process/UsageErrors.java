package io.heliograph.cli.process;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one line, with the name that may have been meant. */
public final class UsageErrors {
    private static final String NAME = "-{0,2}[a-z][a-z-]{0,19}";
    private static final Pattern ARGUMENT = Pattern.compile("--[a-z][a-z-]*|(?<![=A-Z])[A-Z]{2,}");

    private UsageErrors() {}

    /** The line for an exception; it holds no number, no text and no secret. */
    public static String line(ParameterException e, String... arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String problem = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched(), arguments)
                : e instanceof MissingParameterException missing
                        ? misspeltOption(command, arguments).orElseGet(() -> missing(missing))
                        : tooMany(e).orElseGet(() -> firstLine(e));
        return problem + " (see " + command.qualifiedName() + " --help)";
    }

    /** A problem, with the one known name that may have been meant, or else all of them. */
    public static String unknown(String problem, String name, Collection<String> known) {
        return problem + "; "
                + Settings.nearest(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "there are " + String.join(", ", new TreeSet<>(known)));
    }

    /** A word that a command with a parameter took as that, with the subcommand that may have been meant. */
    public static Optional<String> misspeltSubcommand(CommandSpec command, String word) {
        return misspeltSubcommand(command, command.name(), word);
    }

    /** Names the unknown argument, unless it could be a number, a text or a secret. */
    private static String unmatched(CommandSpec command, List<String> unmatched, String... arguments) {
        Optional<String> subcommand = misspeltSubcommand(command, arguments);
        if (subcommand.isPresent()) {
            return subcommand.get();
        }
        String name = name(unmatched.get(0));
        if (!name.matches(NAME) || (!name.startsWith("-") && isPartOfText(command))) {
            return "there is an argument too many";
        }
        Collection<String> known = name.startsWith("-") ? command.optionsMap().keySet() : subcommands(command);
        return "there is no " + name + meant(name, known).orElse("");
    }

    /** Whether a word without dashes can't be a subcommand; it may be of a text whose quotes were forgotten. */
    private static boolean isPartOfText(CommandSpec command) {
        return subcommands(command).isEmpty() || !command.positionalParameters().isEmpty();
    }

    private static String name(String argument) {
        return argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    }

    /** A command with a parameter takes a misspelt subcommand as that. */
    private static Optional<String> misspeltSubcommand(CommandSpec command, String... arguments) {
        int own = Arrays.asList(arguments).indexOf(command.name());
        Set<String> known = subcommands(command);
        return Arrays.stream(arguments)
                .skip(own + 1L)
                .limit(1)
                .filter(word -> word.matches("[a-z-]{1,20}") && !known.contains(word))
                .flatMap(word -> meant(word, known).map(near -> "there is no " + word + near).stream())
                .findFirst();
    }

    /** Instead of the option that was meant, picocli calls it missing. */
    private static Optional<String> misspeltOption(CommandSpec command, String... arguments) {
        Set<String> known = command.optionsMap().keySet();
        return Arrays.stream(arguments)
                .map(UsageErrors::name)
                .filter(name -> name.startsWith("--") && name.matches(NAME) && !known.contains(name))
                .flatMap(name -> meant(name, known).map(near -> "there is no " + name + near).stream())
                .findFirst();
    }

    /** What is missing; an option without its value isn't, but picocli's line repeats the argument behind it. */
    private static String missing(MissingParameterException e) {
        String line = firstLine(e);
        Set<String> group = line.contains("Missing required argument") ? arguments(line) : Set.of();
        if (!group.isEmpty()) {
            boolean isChoice = line.contains("specify one");
            return String.join(isChoice ? " or " : " and ", group) + (isChoice ? " is missing" : " are missing");
        }
        List<ArgSpec> missing = e.getMissing();
        if (missing.size() == 1 && missing.get(0).isOption() && !line.contains("Missing required option")) {
            return name(missing.get(0)) + " needs a value";
        }
        if (missing.size() == 1) {
            return missing(missing.get(0));
        }
        return missing.isEmpty()
                ? line
                : missing.stream().map(UsageErrors::name).collect(Collectors.joining(" and ")) + " are missing";
    }

    /** With what the value must be, where the name of the argument doesn't say that. */
    private static String missing(ArgSpec argument) {
        String allowed = allowed(argument);
        if (!allowed.equals("a " + argument.paramLabel())) {
            return name(argument) + " is missing; it must be " + allowed;
        }
        return name(argument) + (argument.isOption() ? " " + argument.paramLabel() : "") + " is missing";
    }

    /** The options and parameters that a line of picocli names, which isn't one that repeats an argument. */
    private static Set<String> arguments(String line) {
        return ARGUMENT.matcher(line)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** Options that are given more often, or beside another one, than they may be. */
    private static Optional<String> tooMany(ParameterException e) {
        if (e instanceof OverwrittenOptionException twice) {
            return Optional.of(name(twice.getOverwritten()) + " is given more than once; give it once");
        }
        return e instanceof MutuallyExclusiveArgsException
                ? Optional.of(
                        String.join(" and ", arguments(firstLine(e))) + " can't be given together; give one of them")
                : Optional.empty();
    }

    private static Set<String> subcommands(CommandSpec command) {
        return command.subcommands().keySet();
    }

    private static Optional<String> meant(String name, Collection<String> known) {
        return Settings.nearest(name, known).map(near -> "; did you mean " + near + "?");
    }

    /** The line of picocli, except where it repeats the value of an argument. */
    private static String firstLine(ParameterException e) {
        if (e.getClass() == ParameterException.class && e.getArgSpec() != null) {
            return conversion(e.getArgSpec(), e.getCause());
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }

    private static String conversion(ArgSpec argument, @Nullable Throwable cause) {
        String name = name(argument);
        if (cause instanceof InvalidRequestException invalid) { // of ours, so it has the value's shape alone
            return name + " " + invalid.violations().get(0).problem();
        }
        return name + (argument.arity().max() == 0 ? " takes no value" : " must be " + allowed(argument));
    }

    /** What the value of an argument must be. */
    private static String allowed(ArgSpec argument) {
        Class<?> type = argument.type();
        if (Map.class.isAssignableFrom(type)) {
            return argument.paramLabel();
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == URI.class) {
            return "a URL";
        }
        if (type == Path.class) {
            return "the path of a file";
        }
        if (type == Duration.class) {
            return "a number with ms, s, m or h behind it, such as 500ms";
        }
        return type == int.class || type == Integer.class || type == long.class || type == Long.class
                ? "a whole number"
                : "a " + argument.paramLabel();
    }
}
