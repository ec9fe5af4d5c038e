package io.heliograph.architecture.house;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files and classes of one module. */
record ModuleCode(MavenModule module, List<JavaFile> main, List<JavaFile> tests, ClassGraph graph) {
    private static final Pattern EXPORTS = Pattern.compile("\\bexports\\s+([\\w.]+)\\s*;");

    /** A method and its file. */
    record Place(JavaFile file, JavaFile.Method method) {
        String name() {
            return file.fileName().replace(".java", "") + "." + method.name();
        }
    }

    /**
     * Reads the sources and the compiled classes.
     *
     * @throws IllegalArgumentException if a main source isn't compiled
     */
    static ModuleCode of(MavenModule module, List<JavaFile> files) throws IOException {
        List<JavaFile> main =
                files.stream().filter(file -> isOf(file, module, true)).toList();
        List<JavaFile> tests =
                files.stream().filter(file -> isOf(file, module, false)).toList();
        Set<String> types = new TreeSet<>();
        main.forEach(file -> file.types().forEach(type -> types.add(type.name())));
        ClassGraph graph = ClassGraph.of(module.classes(), types);
        types.removeAll(graph.classes());
        if (!types.isEmpty()) {
            throw new IllegalArgumentException(
                    module.name() + " isn't compiled: there is no class of " + types + "; run ./mvnw test-compile");
        }
        return new ModuleCode(module, main, tests, graph);
    }

    private static boolean isOf(JavaFile file, MavenModule module, boolean main) {
        return file.module().equals(module.name()) && file.isMain() == main;
    }

    String name() {
        return module.name();
    }

    static Optional<JavaFile> largestFile(List<JavaFile> files) {
        return files.stream().max(Comparator.comparingInt(JavaFile::lines));
    }

    static List<Place> methods(List<JavaFile> files) {
        List<Place> places = new ArrayList<>();
        files.forEach(file -> file.methods().forEach(method -> places.add(new Place(file, method))));
        places.sort(
                Comparator.comparingInt((Place place) -> place.method().lines()).reversed());
        return places;
    }

    int types() {
        return main.stream().mapToInt(file -> file.types().size()).sum();
    }

    /** The top-level types that a user's code can refer to: public ones, in exported packages. */
    int publicTypes() {
        Optional<JavaFile> moduleInfo = main.stream()
                .filter(file -> file.fileName().equals("module-info.java"))
                .findFirst();
        Optional<Set<String>> exported = moduleInfo.map(ModuleCode::exports);
        return main.stream()
                .filter(file -> exported.isEmpty() || exported.get().contains(file.packageName()))
                .mapToInt(file -> (int)
                        file.types().stream().filter(JavaFile.Type::isPublic).count())
                .sum();
    }

    int publicShare() {
        return types() == 0 ? 0 : Math.round(100f * publicTypes() / types());
    }

    private static Set<String> exports(JavaFile moduleInfo) {
        StringBuilder code = new StringBuilder();
        for (Token token : moduleInfo.tokens()) {
            if (token.kind() == Token.Kind.CODE) {
                boolean isPart = token.text().equals(".") || code.toString().endsWith(".");
                code.append(isPart || token.text().equals(";") ? "" : " ").append(token.text());
            }
        }
        Set<String> exported = new TreeSet<>();
        EXPORTS.matcher(code)
                .results()
                .map(MatchResult::group)
                .forEach(export -> exported.add(EXPORTS.matcher(export).replaceAll("$1")));
        return exported;
    }

    /** The number of files in each package, without package-info. */
    Map<String, Integer> packages() {
        Map<String, Integer> packages = new TreeMap<>();
        main.stream()
                .filter(file -> !file.isPackageOrModule())
                .forEach(file -> packages.merge(file.packageName(), 1, Integer::sum));
        return packages;
    }
}
