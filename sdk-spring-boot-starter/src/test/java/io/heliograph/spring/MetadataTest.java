package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.routing.Route;
import io.heliograph.settings.GeneralSetting;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What editors complete is what there is: the documentation, the providers and the metadata name the same settings. */
class MetadataTest {
    private static final String ROOT = "heliograph.";
    private static final Pattern ITEM = Pattern.compile("(?s)\\n    \\{\\s+\"name\": \"([^\"]+)\".*?\\n    \\}");
    private static final Pattern DESCRIPTION = Pattern.compile("\"description\": \"((?:[^\"\\\\]|\\\\.)+)\"");
    private static final Pattern DEFAULT = Pattern.compile("\"defaultValue\": \"?([^\",\\n]+)\"?");
    private static final Pattern TYPE = Pattern.compile("\"type\": \"([^\"]+)\"");
    private static final Map<GeneralSetting.Type, String> TYPES = Map.of(
            GeneralSetting.Type.TEXT, "java.lang.String",
            GeneralSetting.Type.FLAG, "java.lang.Boolean",
            GeneralSetting.Type.NUMBER, "java.lang.Integer",
            GeneralSetting.Type.DURATION, "java.time.Duration",
            GeneralSetting.Type.AMOUNT, "java.math.BigDecimal",
            GeneralSetting.Type.COMMA_LIST, "java.util.List<java.lang.String>",
            GeneralSetting.Type.SEMICOLON_LIST, "java.util.List<java.lang.String>");
    private static final Pattern ROW = Pattern.compile("^\\|( ?`[a-z.-]+`,?)+ \\|.*");
    private static final Pattern NAME = Pattern.compile("`([a-z.-]+)`");

    private final SettingNames names = new SettingNames();

    /** The items by their names, without the groups, as they stand in the metadata that the compiler has written. */
    private static Map<String, String> metadata() throws IOException {
        Map<String, String> items = new LinkedHashMap<>();
        for (URL file : Collections.list(
                MetadataTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            String json;
            try (var in = file.openStream()) {
                json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (json.contains("io.heliograph.spring")) {
                Matcher item = ITEM.matcher(json.substring(json.indexOf("\"properties\""), json.indexOf("\"hints\"")));
                item.results()
                        .map(MatchResult.class::cast)
                        .forEach(matchResult -> items.put(matchResult.group(1), matchResult.group()));
            }
        }
        assertThat(items).hasSizeGreaterThan(80);
        return items;
    }

    @Test
    void every_documented_setting_is_in_the_metadata() throws IOException {
        Set<String> documented = documented();
        assertThat(documented).hasSizeGreaterThan(60);
        assertThat(metadata().keySet()).containsAll(documented);
    }

    @Test
    void the_settings_of_each_provider_are_those_that_it_reads() throws IOException {
        Set<String> read = new TreeSet<>();
        names.providers()
                .forEach(provider -> names.settings(provider)
                        .forEach(setting -> read.add(ROOT + "providers." + provider + "." + setting)));
        assertThat(metadata().keySet().stream().filter(name -> name.startsWith(ROOT + "providers.")))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void every_property_of_the_records_is_in_the_metadata() throws IOException {
        assertThat(metadata().keySet()).containsAll(PropertyNames.all());
    }

    @Test
    void each_general_setting_is_as_the_core_declares_it() throws IOException {
        Map<String, String> metadata = metadata();
        for (GeneralSetting setting : GeneralSetting.values()) {
            String item = Objects.requireNonNull(metadata.get(setting.fullName()), setting.fullName());
            assertThat(value(DESCRIPTION, item).replaceAll("\\s+", " ").replace("\\\"", "\""))
                    .isEqualTo(setting.description());
            assertThat(value(DEFAULT, item)).as(setting.fullName()).isEqualTo(setting.defaultValue());
            assertThat(value(TYPE, item)).as(setting.fullName()).isEqualTo(TYPES.get(setting.type()));
        }
    }

    private static String value(Pattern pattern, String item) {
        Matcher matcher = pattern.matcher(item);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** What editors offer for a property that isn't there helps nobody. */
    @Test
    void every_hint_is_for_a_property_and_is_accepted() throws IOException {
        String json = Files.readString(
                Path.of("src", "main", "resources", "META-INF", "additional-spring-configuration-metadata.json"));
        Set<String> known = metadata().keySet();
        Matcher hint = Pattern.compile("(?s)\\n    \\{\\s+\"name\": \"([^\"]+)\".*?\\n    \\}")
                .matcher(json.substring(json.indexOf("\"hints\"")));
        List<String> names = hint.results().map(result -> result.group(1)).toList();

        assertThat(names).contains("heliograph.suppression.scope", "heliograph.prices");
        assertThat(names).allMatch(name -> name.equals("heliograph.providers.keys") || known.contains(name));
        Matcher route = Pattern.compile("\"value\": \"([^\"]*\\|\\|[^\"]*)\"").matcher(json);
        assertThat(route.results().map(result -> Route.parse(result.group(1)).toString()))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void every_setting_is_described_by_a_sentence() throws IOException {
        metadata().forEach((name, item) -> {
            Matcher description = DESCRIPTION.matcher(item);
            assertThat(description.find()).as("description of %s", name).isTrue();
            assertThat(description.group(1)).as(name).matches("(?s)[A-Z].* .*[.]");
        });
    }

    private Set<String> documented() throws IOException {
        Set<String> documented = new TreeSet<>();
        String section = "";
        // Those of one provider are on its page, made from this metadata.
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            if (line.startsWith("## ")) {
                section = "";
            } else if (line.startsWith("Every provider has these")) {
                section = "each";
            } else if (ROW.matcher(line).matches()) {
                for (MatchResult name : NAME.matcher(line.substring(0, line.indexOf(" |")))
                        .results()
                        .toList()) {
                    documented.addAll(full(section, name.group(1)));
                }
            }
        }
        return documented;
    }

    private List<String> full(String section, String name) {
        if (section.equals("each")) {
            return names.providers().stream()
                    .filter(provider -> !(name.equals("from") && provider.equals("androidgateway")))
                    .map(provider -> ROOT + "providers." + provider + "." + name)
                    .toList();
        }
        return List.of(name.startsWith(ROOT) ? name : ROOT + name);
    }
}
