package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a release publishes, from the poms of the build. */
class PublishedModulesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path BOM = Path.of("sdk-bom", "pom.xml");

    private static PomFile pom(Path file) throws IOException {
        return PomFile.read(ROOT.resolve(file));
    }

    private static List<PomFile> published() throws IOException {
        List<PomFile> published = new ArrayList<>();
        for (String module : pom(Path.of("pom.xml")).texts("modules/module")) {
            PomFile pom = pom(Path.of(module, "pom.xml"));
            // The template of providers is below examples, and looks like one that is published.
            if (!module.startsWith("examples/")
                    && !pom.text("properties/maven.deploy.skip").equals(Optional.of("true"))) {
                published.add(pom);
            }
        }
        return published;
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
