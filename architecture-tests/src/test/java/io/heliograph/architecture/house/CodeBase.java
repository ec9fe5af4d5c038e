package io.heliograph.architecture.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All modules with Java code, in the build's order. */
record CodeBase(Path root, List<ModuleCode> modules) {
    /** @throws IllegalArgumentException if a source isn't Java, or main code isn't compiled */
    static CodeBase read(Path folder) throws IOException {
        Path root = folder.toRealPath();
        List<MavenModule> all = MavenModule.of(root);
        Map<Path, MavenModule> paths = new LinkedHashMap<>();
        for (MavenModule module : all) {
            for (String kind : List.of("main", "test")) {
                module.files(kind).forEach(file -> paths.put(file, module));
            }
        }
        List<JavaFile> files = new SourceParser(root).parse(paths);
        List<ModuleCode> modules = new ArrayList<>();
        for (MavenModule module : all) {
            if (paths.containsValue(module)) {
                modules.add(ModuleCode.of(module, files));
            }
        }
        return new CodeBase(root, modules);
    }

    List<JavaFile> main() {
        return modules.stream().flatMap(module -> module.main().stream()).toList();
    }

    List<JavaFile> tests() {
        return modules.stream().flatMap(module -> module.tests().stream()).toList();
    }

    Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        modules.forEach(module -> uses.putAll(module.graph().uses()));
        return uses;
    }
}
