package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that docs/architecture.md names exists, in the place that it states. */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MARKED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern LABEL = Pattern.compile("\\[\"([^\"<]+)(?:<br/>[^\"]*)?\"]");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");
    private static final Pattern OPEN = Pattern.compile("^\\|[^|]+\\|([^|]+)\\| `([^`|]+)` \\|$", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("[A-Z]\\w+");
    private static final Pattern PACKAGE = Pattern.compile("[a-z]+(\\.[a-z]+)*");
    private static final Pattern PUBLISHED = Pattern.compile("<artifactId>(heliograph-[\\w-]+)</artifactId>");

    /** The source files, as {@code package/Type.java} below {@code io/heliograph}. */
    private static final Set<String> SOURCES = sources();

    private static Set<String> sources() {
        Set<String> found = new TreeSet<>();
        for (String module : modules()) {
            for (String kind : List.of("main", "test")) {
                Path top = ROOT.resolve(module).resolve(Path.of("src", kind, "java", "io", "heliograph"));
                if (Files.isDirectory(top)) {
                    try (Stream<Path> files = Files.walk(top)) {
                        files.filter(file -> file.toString().endsWith(".java"))
                                .forEach(file -> found.add(
                                        top.relativize(file).toString().replace('\\', '/')));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
        assertThat(found).as("sources seen").hasSizeGreaterThan(300);
        return found;
    }

    private static List<String> modules() {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(read(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String page() {
        return read(ROOT.resolve(Path.of("docs", "architecture.md")));
    }

    /** The names on the page that don't exist. */
    private static List<String> missing(String page) {
        List<String> missing = new ArrayList<>();
        names(page, MARKED).stream().filter(name -> !exists(name)).forEach(missing::add);
        names(page, LABEL).stream()
                .flatMap(label -> Pattern.compile(", ").splitAsStream(label))
                .filter(name -> !name.equals("provider-*") && !name.contains(" ") && !exists(name))
                .forEach(missing::add);
        names(page, LINK).stream()
                .filter(link -> !Files.exists(ROOT.resolve("docs").resolve(link)))
                .forEach(missing::add);
        for (MatchResult row : OPEN.matcher(page).results().toList()) {
            String folder = folder(row.group(2));
            names(row.group(1), MARKED).stream()
                    .filter(type -> TYPE.matcher(type).matches() && !SOURCES.contains(folder + type + ".java"))
                    .forEach(type -> missing.add(type + " in " + row.group(2)));
        }
        return missing.stream().distinct().toList();
    }

    private static List<String> names(String text, Pattern pattern) {
        return pattern.matcher(text).results().map(name -> name.group(1)).toList();
    }

    private static boolean exists(String name) {
        if (TYPE.matcher(name).matches()) {
            return SOURCES.stream().anyMatch(source -> ("/" + source).endsWith("/" + name + ".java"));
        }
        if (name.startsWith("heliograph-")) {
            return PUBLISHED
                    .matcher(read(ROOT.resolve(Path.of("sdk-bom", "pom.xml"))))
                    .results()
                    .anyMatch(artefact -> artefact.group(1).equals(name));
        }
        if (PACKAGE.matcher(name).matches() && SOURCES.contains(folder(name) + "package-info.java")) {
            return true;
        }
        return Files.exists(ROOT.resolve(name)) || isMethodOfTheClient(name);
    }

    /** Such as {@code reconcile}. */
    private static boolean isMethodOfTheClient(String name) {
        return Pattern.compile("public \\S+ " + Pattern.quote(name) + "\\(")
                .matcher(read(ROOT.resolve("sdk-core/src/main/java/io/heliograph/SmsClient.java")))
                .find();
    }

    /** The folder of a package below {@code io/heliograph}; empty for that package itself. */
    private static String folder(String packageName) {
        String name = packageName.equals("io.heliograph") ? "" : packageName.replace("io.heliograph.", "") + ".";
        return name.replace('.', '/');
    }

    @Test
    void whatever_the_page_names_is_there() {
        assertThat(missing(page())).isEmpty();
    }

    @Test
    void the_page_answers_at_least_twenty_questions() {
        assertThat(OPEN.matcher(page().substring(page().indexOf("To change X"))).results())
                .hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void each_module_is_on_the_page() {
        assertThat(modules())
                .filteredOn(module -> !module.startsWith("provider-"))
                .allSatisfy(module -> assertThat(page()).contains("| `" + module + "` |"));
    }

    @Test
    void what_is_not_there_is_found() {
        String page = """
                `SmsClient` `Nowhere` `sdk-core` `sdk-nowhere` `io.heliograph` `nowhere.at.all` `heliograph-core` `heliograph-nowhere`
                `send` `nowhere` [settings](settings.md) [nowhere](nowhere.md) [a["message<br/>Nowhere"]] [b["nothing, event"]]

                | a guess | `SmsClient` (or so) | `message` |
                | another | `SendRequest` | `message` |
                """;

        assertThat(missing(page))
                .containsExactly(
                        "Nowhere",
                        "sdk-nowhere",
                        "nowhere.at.all",
                        "heliograph-nowhere",
                        "nowhere",
                        "nothing",
                        "nowhere.md",
                        "SmsClient in message");
    }
}
