package io.heliograph.architecture.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The rules of Maven Central for what is uploaded, as central.sonatype.org/publish/requirements has them (looked up 2026-11), and ours:
 * every jar has its licence and an SBOM and is a module, Javadoc shows nothing internal, and the BOM has every artefact.
 */
final class CentralRules {
    private static final String PARENT = "heliograph-parent";
    private static final String BOM = "heliograph-bom";
    private static final String ELEMENTS = "element-list";
    private static final List<String> REQUIRED = List.of(
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/url");
    private static final List<String> FORBIDDEN = List.of(
            "repositories", "pluginRepositories", "distributionManagement", "dependencies/dependency/systemPath");

    private final StagedFiles staged;
    private final List<String> problems = new ArrayList<>();

    private CentralRules(StagedFiles staged) {
        this.staged = staged;
    }

    /** What Central would refuse, a sentence each; empty if nothing. */
    static List<String> problems(StagedFiles staged) throws IOException {
        CentralRules rules = new CentralRules(staged);
        List<String> artifacts = staged.artifacts();
        for (String artifact : artifacts) {
            rules.artifact(artifact);
        }
        rules.bom(artifacts);
        return List.copyOf(rules.problems);
    }

    private void artifact(String artifact) throws IOException {
        Path pom = staged.file(artifact, ".pom");
        if (!Files.isRegularFile(pom)) {
            problems.add(artifact + " has no pom of " + staged.version());
            return;
        }
        metadata(artifact, PomFile.read(pom));
        if (Files.readString(pom).contains("-SNAPSHOT")) {
            problems.add(artifact + " names a snapshot in its pom");
        }
        for (Path file : staged.published(artifact)) {
            signature(file);
        }
    }

    private void metadata(String artifact, PomFile pom) throws IOException {
        require(artifact, pom, "artifactId", artifact);
        require(artifact, pom, "name", "");
        require(artifact, pom, "description", "");
        boolean isChild = pom.text("parent/artifactId").equals(Optional.of(PARENT));
        require(artifact, pom, isChild ? "parent/groupId" : "groupId", StagedFiles.GROUP);
        require(artifact, pom, isChild ? "parent/version" : "version", staged.version());
        if (!isChild) {
            REQUIRED.forEach(path -> require(artifact, pom, path, ""));
        } else if (!staged.artifacts().contains(PARENT)) {
            problems.add(artifact + " has the parent " + PARENT + ", which isn't there");
        }
        for (String path : FORBIDDEN) {
            if (pom.has(path)) {
                problems.add(artifact + " has <" + path + "> in its pom");
            }
        }
        if (!pom.text("packaging").equals(Optional.of("pom"))) {
            jars(artifact);
        }
    }

    private void require(String artifact, PomFile pom, String path, String value) {
        String text = pom.text(path).orElse("");
        if (text.isEmpty()) {
            problems.add(artifact + " has no <" + path + "> in its pom");
        } else if (!value.isEmpty() && !text.equals(value)) {
            problems.add(artifact + " has another <" + path + "> in its pom than " + value);
        }
    }

    private void jars(String artifact) throws IOException {
        entries(artifact, ".jar", "META-INF/LICENSE", "META-INF/NOTICE");
        entries(artifact, "-sources.jar");
        entries(artifact, "-javadoc.jar", "index.html", ELEMENTS);
        internals(artifact);
        sbom(artifact);
        Path jar = staged.file(artifact, ".jar");
        if (Files.isRegularFile(jar) && !isModule(jar)) {
            problems.add(artifact + " is no module: its jar has no module-info and no Automatic-Module-Name");
        }
    }

    private void entries(String artifact, String ending, String... entries) throws IOException {
        Path jar = staged.file(artifact, ending);
        if (!Files.isRegularFile(jar)) {
            problems.add(artifact + " has no " + artifact + "-" + staged.version() + ending);
            return;
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.stream()
                    .noneMatch(entry -> !entry.isDirectory() && !entry.getName().startsWith("META-INF/"))) {
                problems.add(jar.getFileName() + " is empty");
            }
            for (String entry : entries) {
                if (zip.getEntry(entry) == null) {
                    problems.add(jar.getFileName() + " has no " + entry);
                }
            }
        } catch (ZipException e) {
            problems.add(jar.getFileName() + " isn't a jar");
        }
    }

    private void sbom(String artifact) throws IOException {
        Path sbom = staged.file(artifact, "-cyclonedx.json");
        String url = "pkg:maven/" + StagedFiles.GROUP + "/" + artifact + "@" + staged.version() + "?type=jar";
        if (!Files.isRegularFile(sbom)) {
            problems.add(artifact + " has no SBOM, " + sbom.getFileName());
        } else if (!Files.readString(sbom).contains("\"" + url + "\"")) {
            problems.add(sbom.getFileName() + " doesn't name " + url);
        }
    }

    /** A package that one module exports to another alone is public to javadoc. */
    private void internals(String artifact) throws IOException {
        Path jar = staged.file(artifact, "-javadoc.jar");
        text(jar, ELEMENTS)
                .lines()
                .filter(name -> name.contains(".internal"))
                .forEach(name -> problems.add(jar.getFileName() + " describes " + name));
    }

    private static boolean isModule(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("module-info.class") != null
                    || text(jar, "META-INF/MANIFEST.MF").contains("Automatic-Module-Name: ");
        } catch (ZipException e) {
            return true; // which entries() has found
        }
    }

    /** The text of an entry, empty if there is none or no jar: entries() has found that. */
    private static String text(Path jar, String name) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return "";
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            var entry = zip.getEntry(name);
            return entry == null ? "" : new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            return "";
        }
    }

    private void signature(Path file) throws IOException {
        Path signature = StagedFiles.signature(file);
        if (!Files.isRegularFile(signature)) {
            problems.add(file.getFileName() + " has no signature");
        } else if (!Files.readString(signature).startsWith("-----BEGIN PGP SIGNATURE-----")) {
            problems.add(signature.getFileName() + " isn't an armoured signature");
        }
    }

    private void bom(List<String> artifacts) throws IOException {
        Set<String> expected = new TreeSet<>(artifacts);
        expected.removeAll(List.of(PARENT, BOM));
        Path bom = staged.file(BOM, ".pom");
        if (!Files.isRegularFile(bom)) {
            problems.add("there is no " + BOM);
            return;
        }
        Set<String> managed =
                new TreeSet<>(PomFile.read(bom).texts("dependencyManagement/dependencies/dependency/artifactId"));
        if (!managed.equals(expected)) {
            problems.add(BOM + " has " + managed + ", and published are " + expected);
        }
    }
}
