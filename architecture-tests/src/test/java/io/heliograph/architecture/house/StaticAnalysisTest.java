package io.heliograph.architecture.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Error Prone and NullAway see the main code of every module, though no module is compiled with them. */
class StaticAnalysisTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SOURCES =
            Pattern.compile("<compileSourceRoot>\\$\\{project.basedir}/\\.\\./([^<]+)</compileSourceRoot>");
    private static final String CHECKED_ALONE = "<error-prone>${error-prone.checks}</error-prone>";

    @Test
    void each_module_with_main_code_is_checked() throws IOException {
        List<String> withCode = new ArrayList<>();
        for (MavenModule module : MavenModule.of(ROOT)) {
            String pom = Files.readString(module.folder().resolve("pom.xml"));
            if (!module.files("main").isEmpty() && !pom.contains(CHECKED_ALONE)) {
                withCode.add(module.name() + "/src/main/java");
            }
        }

        String pom = Files.readString(ROOT.resolve("static-analysis").resolve("pom.xml"));
        assertThat(SOURCES.matcher(pom).results().map(root -> root.group(1)))
                .as("the source roots in static-analysis/pom.xml")
                .hasSizeGreaterThan(15)
                .containsExactlyInAnyOrderElementsOf(withCode);
    }
}
