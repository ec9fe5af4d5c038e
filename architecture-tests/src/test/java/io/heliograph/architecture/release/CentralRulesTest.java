package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CentralRulesTest {
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----\n\nAA==\n-----END PGP SIGNATURE-----\n";
    private static final String OWN = """
            <project><groupId>io.heliograph</groupId><artifactId>%s</artifactId><version>0.1.0</version>
              <packaging>pom</packaging><name>Name</name><description>What it is.</description><url>https://a.example</url>
              <licenses><license><name>Apache-2.0</name><url>https://b.example</url></license></licenses>
              <developers><developer><name>Ann</name></developer></developers>
              <scm><connection>scm:git:https://c.example</connection><url>https://c.example</url></scm>%s</project>
            """;
    private static final String CHILD = """
            <project><parent><groupId>io.heliograph</groupId><artifactId>heliograph-parent</artifactId>
              <version>0.1.0</version></parent>
              <artifactId>heliograph-core</artifactId><name>Core</name><description>What it is.</description></project>
            """;
    private static final String MANAGED = """
            <dependencyManagement><dependencies><dependency><artifactId>heliograph-core</artifactId></dependency>
            </dependencies></dependencyManagement>
            """;

    private static final String SBOM = """
            {"bomFormat": "CycloneDX", "metadata": {"component": {"purl": "pkg:maven/io.heliograph/heliograph-core@0.1.0?type=jar"}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private StagedFiles staged = new StagedFiles(folder, "0.1.0");

    @BeforeEach
    void setUp() throws IOException {
        staged = new StagedFiles(folder, "0.1.0");
        pom("heliograph-parent", String.format(OWN, "heliograph-parent", ""));
        pom("heliograph-bom", String.format(OWN, "heliograph-bom", MANAGED));
        pom("heliograph-core", CHILD);
        jar(".jar", "module-info.class", "io/A.class", "META-INF/LICENSE", "META-INF/NOTICE");
        jar("-sources.jar", "io/A.java");
        jar("-javadoc.jar", "index.html", "element-list");
        signed(Files.writeString(staged.file("heliograph-core", "-cyclonedx.json"), SBOM));
    }

    private void pom(String artifact, String text) throws IOException {
        Path file = staged.file(artifact, ".pom");
        Files.createDirectories(Path.of(String.valueOf(file.getParent())));
        signed(Files.writeString(file, text));
    }

    /** @param entries names, with a colon before what is in it */
    private void jar(String ending, String... entries) throws IOException {
        Path file = staged.file("heliograph-core", ending);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                String[] parts = entry.split(":", 2);
                zip.putNextEntry(new ZipEntry(parts[0]));
                zip.write(parts[parts.length - 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        signed(file);
    }

    private static void signed(Path file) throws IOException {
        Files.writeString(StagedFiles.signature(file), SIGNATURE);
    }

    @Test
    void what_central_takes_has_no_problem() throws IOException {
        assertThat(CentralRules.problems(staged)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <url>https://a.example</url>              | heliograph-bom has no <url> in its pom
            <name>Apache-2.0</name>                   | heliograph-bom has no <licenses/license/name> in its pom
            <developer><name>Ann</name></developer>   | heliograph-bom has no <developers/developer/name> in its pom
            <connection>scm:git:https://c.example</connection> | heliograph-bom has no <scm/connection> in its pom
            <description>What it is.</description>    | heliograph-bom has no <description> in its pom
            """)
    void metadata_that_is_missing_is_named(String part, String problem) throws IOException {
        String whole = String.format(OWN, "heliograph-bom", MANAGED);
        assertThat(whole).contains(part);
        pom("heliograph-bom", whole.replace(part, ""));

        assertThat(CentralRules.problems(staged)).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <repositories/>       | heliograph-core has <repositories> in its pom
            <pluginRepositories/> | heliograph-core has <pluginRepositories> in its pom
            <dependencies><dependency><version>2-SNAPSHOT</version></dependency></dependencies> | heliograph-core names a snapshot in its pom
            """)
    void what_a_pom_may_not_have_is_named(String part, String problem) throws IOException {
        pom("heliograph-core", CHILD.replace("</project>", part + "</project>"));

        assertThat(CentralRules.problems(staged)).containsExactly(problem);
    }

    @Test
    void a_module_of_another_version_is_named() throws IOException {
        pom("heliograph-core", CHILD.replace("0.1.0", "0.1.1"));

        assertThat(CentralRules.problems(staged))
                .containsExactly("heliograph-core has another <parent/version> in its pom than 0.1.0");
    }

    @Test
    void a_missing_jar_an_empty_one_and_a_broken_one_are_named() throws IOException {
        Files.delete(staged.file("heliograph-core", "-javadoc.jar"));
        jar("-sources.jar", "META-INF/MANIFEST.MF");
        signed(Files.writeString(staged.file("heliograph-core", ".jar"), "no zip"));

        assertThat(CentralRules.problems(staged))
                .containsExactlyInAnyOrder(
                        "heliograph-core has no heliograph-core-0.1.0-javadoc.jar",
                        "heliograph-core-0.1.0-sources.jar is empty",
                        "heliograph-core-0.1.0.jar isn't a jar");
    }

    @Test
    void a_jar_without_licence_that_is_no_module_is_named() throws IOException {
        jar(".jar", "io/A.class", "META-INF/NOTICE");

        assertThat(CentralRules.problems(staged))
                .containsExactlyInAnyOrder(
                        "heliograph-core-0.1.0.jar has no META-INF/LICENSE",
                        "heliograph-core is no module: its jar has no module-info and no Automatic-Module-Name");
    }

    @Test
    void a_jar_without_descriptor_is_a_module_by_its_manifest() throws IOException {
        jar(
                ".jar",
                "META-INF/MANIFEST.MF:Automatic-Module-Name: a",
                "io/A.class",
                "META-INF/LICENSE",
                "META-INF/NOTICE");

        assertThat(CentralRules.problems(staged)).isEmpty();
    }

    @Test
    void javadoc_of_an_internal_package_is_named() throws IOException {
        jar("-javadoc.jar", "index.html", "element-list:module:io\nio.a\nio.internal.csv\n");

        assertThat(CentralRules.problems(staged))
                .containsExactly("heliograph-core-0.1.0-javadoc.jar describes io.internal.csv");
    }

    @Test
    void a_missing_sbom_and_that_of_another_version_are_named() throws IOException {
        Path sbom = staged.file("heliograph-core", "-cyclonedx.json");
        signed(Files.writeString(sbom, SBOM.replace("0.1.0", "0.1.1")));
        assertThat(CentralRules.problems(staged))
                .containsExactly("heliograph-core-0.1.0-cyclonedx.json doesn't name"
                        + " pkg:maven/io.heliograph/heliograph-core@0.1.0?type=jar");

        Files.delete(sbom);
        assertThat(CentralRules.problems(staged))
                .containsExactly("heliograph-core has no SBOM, heliograph-core-0.1.0-cyclonedx.json");
    }

    @Test
    void a_missing_signature_and_a_wrong_one_are_named() throws IOException {
        Files.delete(StagedFiles.signature(staged.file("heliograph-core", "-sources.jar")));
        Files.delete(StagedFiles.signature(staged.file("heliograph-core", "-cyclonedx.json")));
        Files.writeString(StagedFiles.signature(staged.file("heliograph-bom", ".pom")), "signed");

        assertThat(CentralRules.problems(staged))
                .containsExactlyInAnyOrder(
                        "heliograph-core-0.1.0-sources.jar has no signature",
                        "heliograph-core-0.1.0-cyclonedx.json has no signature",
                        "heliograph-bom-0.1.0.pom.asc isn't an armoured signature");
    }

    @Test
    void a_bom_without_an_artefact_is_named() throws IOException {
        pom("heliograph-bom", String.format(OWN, "heliograph-bom", ""));

        assertThat(CentralRules.problems(staged))
                .containsExactly("heliograph-bom has [], and published are [heliograph-core]");
    }

    @Test
    void the_bundle_has_each_file_with_its_signature_and_checksums() throws IOException {
        Path bundle = folder.resolve("bundle.zip");
        ReleaseBundle.write(staged, bundle);

        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            String pom = "io/heliograph/heliograph-core/0.1.0/heliograph-core-0.1.0.pom";
            Map<String, String> beside = Map.of(
                    ".md5",
                    Checksums.hex("MD5", Files.readAllBytes(staged.file("heliograph-core", ".pom"))),
                    ".asc",
                    SIGNATURE);
            for (Map.Entry<String, String> expected : beside.entrySet()) {
                byte[] content = zip.getInputStream(zip.getEntry(pom + expected.getKey()))
                        .readAllBytes();
                assertThat(new String(content, StandardCharsets.US_ASCII)).isEqualTo(expected.getValue());
            }
            assertThat(zip.stream().map(ZipEntry::getName))
                    .hasSize(6 * staged.published().size())
                    .contains(pom, pom + ".sha1", pom + ".sha256", pom + ".sha512")
                    .noneMatch(name -> name.contains("maven-metadata"));
        }
        assertThat(Checksums.hex("SHA-1", "abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(staged.published()).hasSize(7);
    }
}
