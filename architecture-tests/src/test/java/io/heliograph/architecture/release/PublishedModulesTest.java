package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a release publishes, from the poms of the build. */
class PublishedModulesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path BOM = Path.of("sdk-bom", "pom.xml");

    private static PomFile pom(Path file) throws IOException {
        return PomFile.read(ROOT.resolve(file));
    }

    /** The poms by the modules' folders. */
    private static Map<Path, PomFile> modules() throws IOException {
        Map<Path, PomFile> published = new TreeMap<>();
        for (String module : pom(Path.of("pom.xml")).texts("modules/module")) {
            PomFile pom = pom(Path.of(module, "pom.xml"));
            // The template of providers is below examples, and looks like one that is published.
            if (!module.startsWith("examples/")
                    && !pom.text("properties/maven.deploy.skip").equals(Optional.of("true"))) {
                published.put(ROOT.resolve(module), pom);
            }
        }
        return published;
    }

    private static Collection<PomFile> published() throws IOException {
        return modules().values();
    }

    private static Set<String> packages(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> String.valueOf(sources.relativize(file).getParent()))
                    .map(folder -> folder.replace(File.separatorChar, '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Those that everybody may use: a module without a descriptor exports all. */
    private static boolean isExported(Path sources, String name) throws IOException {
        Path descriptor = sources.resolve("module-info.java");
        return !Files.exists(descriptor) || Files.readString(descriptor).contains("exports " + name + ";");
    }

    @Test
    void the_comparison_of_the_api_leaves_out_exactly_what_no_module_exports() throws IOException {
        List<String> excluded = pom(Path.of("pom.xml"))
                .texts("profiles/profile/build/plugins/plugin/configuration/parameter/excludes/exclude");
        Map<String, Boolean> compared = new TreeMap<>();
        Map<String, Boolean> exported = new TreeMap<>();
        for (Path module : modules().keySet()) {
            Path sources = module.resolve("src/main/java");
            for (String name : packages(sources)) {
                exported.put(name, isExported(sources, name));
                compared.put(name, excluded.stream().noneMatch(prefix -> (name + ".").startsWith(prefix + ".")));
            }
        }

        assertThat(compared).hasSizeGreaterThan(40).isEqualTo(exported);
        assertThat(excluded)
                .allSatisfy(prefix -> assertThat(exported.keySet())
                        .as(prefix)
                        .anyMatch(name -> (name + ".").startsWith(prefix + ".")));
    }

    @Test
    void the_bom_has_every_published_module_and_no_other() throws IOException {
        assertThat(pom(BOM).texts("dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(published().stream()
                        .map(pom -> pom.text("artifactId").orElse(""))
                        .filter(name -> !name.equals("heliograph-bom"))
                        .toList());
    }

    @Test
    void every_published_module_has_a_name_and_a_description() throws IOException {
        assertThat(published()).hasSizeGreaterThan(10).allSatisfy(pom -> {
            assertThat(pom.text("name").orElse("")).startsWith("Heliograph");
            assertThat(pom.text("description").orElse("")).endsWith(".");
        });
    }

    /** The BOM has no parent, so it repeats them. */
    @Test
    void the_bom_has_the_metadata_of_the_root() throws IOException {
        PomFile root = pom(Path.of("pom.xml"));
        PomFile bom = pom(BOM);
        for (String path : List.of(
                "version",
                "url",
                "scm/url",
                "scm/connection",
                "scm/developerConnection",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/organization")) {
            assertThat(bom.texts(path)).as(path).isNotEmpty().isEqualTo(root.texts(path));
        }
    }
}
