package io.heliograph.architecture.house;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The size of a provider.
 *
 * @param name the module's name
 * @param entry the simple name of the class that users build; the names of its standard files begin with it
 * @param standard the files that each provider has
 * @param extras the other files, without package-info
 */
record ProviderModule(String name, String entry, List<JavaFile> standard, List<JavaFile> extras) {
    /**
     * The provider of a module, if it has the files XProvider and XErrors.
     *
     * @param endings the name endings of the standard files besides the entry; {@code A|B} is A, or B if there is no
     *     A
     */
    static Optional<ProviderModule> of(String module, List<JavaFile> main, List<String> endings) {
        List<JavaFile> files =
                main.stream().filter(file -> !file.isPackageOrModule()).toList();
        Set<String> names = new LinkedHashSet<>();
        files.forEach(file -> names.add(file.fileName().replace(".java", "")));
        Optional<String> entry = names.stream()
                .filter(name -> names.contains(name + "Provider") && names.contains(name + "Errors"))
                .findFirst();
        return entry.map(name -> {
            Set<String> wanted = standardNames(name, names, endings);
            List<JavaFile> standard = new ArrayList<>();
            List<JavaFile> extras = new ArrayList<>();
            files.forEach(
                    file -> (wanted.contains(file.fileName().replace(".java", "")) ? standard : extras).add(file));
            return new ProviderModule(module, name, standard, extras);
        });
    }

    private static Set<String> standardNames(String entry, Set<String> names, List<String> endings) {
        Set<String> wanted = new LinkedHashSet<>(Set.of(entry));
        for (String ending : endings) {
            Pattern.compile("|", Pattern.LITERAL)
                    .splitAsStream(ending)
                    .map(alternative -> entry + alternative)
                    .filter(names::contains)
                    .findFirst()
                    .ifPresent(wanted::add);
        }
        return wanted;
    }

    static int lines(List<JavaFile> files) {
        return files.stream().mapToInt(JavaFile::lines).sum();
    }
}
