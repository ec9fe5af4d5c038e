package io.heliograph.architecture.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Prints the measures of the code and the exceeded budgets: scripts/house. */
final class House {
    private static final int SHOWN = 12;

    private final CodeBase code;
    private final Budgets budgets;
    private final PrintStream out;
    private final int shown;

    private House(CodeBase code, Budgets budgets, PrintStream out, int shown) {
        this.code = code;
        this.budgets = budgets;
        this.out = out;
        this.shown = shown;
    }

    /**
     * Exits with 1 if a budget is exceeded, with 2 if nothing could be measured.
     *
     * @param arguments the repository's root, its budgets file, and {@code --all} for complete lists
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> given = List.of(arguments);
        try {
            boolean kept = run(Path.of(given.get(0)), Path.of(given.get(1)), out, given.contains("--all"));
            System.exit(kept ? 0 : 1);
        } catch (IllegalArgumentException e) {
            out.println("house: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Whether all budgets are kept. */
    static boolean run(Path root, Path budgetsFile, PrintStream out, boolean all) throws IOException {
        int shown = all ? Integer.MAX_VALUE : SHOWN;
        return new House(CodeBase.read(root), Budgets.read(budgetsFile, shown), out, shown).report();
    }

    private boolean report() throws IOException {
        modules();
        packages();
        sizes();
        circles();
        floors();
        providers();
        words();
        duplicates();
        return result();
    }

    private void title(String title) {
        out.println();
        out.println(title);
    }

    private void modules() {
        title("Modules (lines with comments and blanks; public: top-level types in exported packages)");
        Table table = new Table(
                "module",
                "files",
                "lines",
                "largest file",
                "",
                "largest method",
                "",
                "types",
                "public",
                "share",
                "test files",
                "lines");
        for (ModuleCode module : code.modules()) {
            Optional<JavaFile> file = ModuleCode.largestFile(module.main());
            Optional<ModuleCode.Place> method =
                    ModuleCode.methods(module.main()).stream().findFirst();
            table.row(
                    module.name(),
                    module.main().size(),
                    ProviderModule.lines(module.main()),
                    file.map(JavaFile::fileName).orElse(""),
                    file.map(JavaFile::lines).map(Object::toString).orElse(""),
                    method.map(place -> shortened(place.name())).orElse(""),
                    method.map(place -> "" + place.method().lines()).orElse(""),
                    module.types(),
                    module.publicTypes(),
                    module.publicShare() + " %",
                    module.tests().size(),
                    ProviderModule.lines(module.tests()));
            String share = "public.share." + module.name();
            if (budgets.has(share)) {
                String counted =
                        module.publicTypes() + " of " + module.types() + " top-level types of " + module.name();
                budgets.check(share, module.publicShare(), List.of(counted));
            }
        }
        out.print(table);
    }

    private static String shortened(String name) {
        return name.length() <= 44 ? name : name.substring(0, 43) + "…";
    }

    private void packages() {
        title("Packages of each module, by their number of files");
        Map<String, Integer> all = new TreeMap<>();
        for (ModuleCode module : code.modules()) {
            Map<String, Integer> packages = module.packages();
            if (!packages.isEmpty()) {
                out.println("  " + module.name() + ": " + String.join(", ", largestFirst(packages)));
            }
            packages.forEach((name, files) -> all.put(name + " of " + module.name(), files));
        }
        budgets.check("package.files", largest(all.values().stream()), largestFirst(all));
    }

    private static List<String> largestFirst(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    private static int largest(Stream<Integer> numbers) {
        return numbers.max(Comparator.naturalOrder()).orElse(0);
    }

    /** Prints nothing: the table of modules has the largest ones. */
    private void sizes() {
        Map<String, List<JavaFile>> kinds = Map.of("", code.main(), "test.", code.tests());
        kinds.forEach((kind, files) -> {
            int lines = budgets.number(kind + "file.lines");
            budgets.check(
                    kind + "file.lines",
                    largest(files.stream().map(JavaFile::lines)),
                    files.stream()
                            .filter(file -> file.lines() > lines)
                            .map(file -> file.path() + " " + file.lines())
                            .toList());
            List<ModuleCode.Place> methods = ModuleCode.methods(files);
            int limit = budgets.number(kind + "method.lines");
            budgets.check(
                    kind + "method.lines",
                    largest(methods.stream().map(place -> place.method().lines())),
                    methods.stream()
                            .filter(place -> place.method().lines() > limit)
                            .map(place -> place.file().place(place.method().line()) + " "
                                    + place.method().name() + " "
                                    + place.method().lines())
                            .toList());
        });
    }

    private void circles() {
        title("Circles of top-level classes (each uses each other, directly or through others of them)");
        for (ModuleCode module : code.modules()) {
            List<ClassGraph.Circle> circles = module.graph().circles();
            circles.forEach(circle -> out.println("  " + module.name() + ": " + describe(circle)));
            checkCircles(module.name(), circles, budgets);
        }
        List<String> packages = new ArrayList<>();
        code.modules()
                .forEach(module -> module.graph()
                        .packageCircles()
                        .forEach(circle -> packages.add(module.name() + ": " + String.join(", ", circle))));
        title("Circles of packages: " + packages.size());
        packages.forEach(circle -> out.println("  " + circle));
        budgets.check("circles.packages", packages.size(), packages);
    }

    /** Circles of families have one budget for all modules; the others have the module's own, if it has one. */
    static void checkCircles(String module, List<ClassGraph.Circle> circles, Budgets budgets) {
        List<ClassGraph.Circle> families =
                circles.stream().filter(ClassGraph.Circle::isClosedFamily).toList();
        List<ClassGraph.Circle> others =
                circles.stream().filter(circle -> !circle.isClosedFamily()).toList();
        for (ClassGraph.Circle family : families) {
            budgets.check("circles.families", family.classes().size(), List.of(describe(family)));
        }
        List<Integer> sizes =
                others.stream().map(circle -> circle.classes().size()).toList();
        budgets.checkSizes(
                budgets.keyOf("circles.others", module),
                sizes,
                others.stream().map(House::describe).toList());
    }

    private static String describe(ClassGraph.Circle circle) {
        return circle.classes().size()
                + (circle.isClosedFamily() ? " closed family: " : ": ")
                + names(circle.classes());
    }

    /** Simple names after their package. */
    private static String names(Set<String> classes) {
        Map<String, List<String>> packages = new TreeMap<>();
        classes.forEach(name -> packages.computeIfAbsent(ClassGraph.packageOf(name), key -> new ArrayList<>())
                .add(name.substring(name.lastIndexOf('.') + 1)));
        List<String> parts = new ArrayList<>();
        packages.forEach((name, members) -> parts.add(name + " (" + String.join(", ", members) + ")"));
        return String.join(", ", parts);
    }

    private void floors() throws IOException {
        Path file = code.root().resolve(budgets.words("floors.file").get(0));
        List<String> upward = new ArrayList<>();
        for (String list : budgets.words("floors.order")) {
            List<String> order = Floors.declared(Files.readString(file), list);
            upward.addAll(Floors.upward(order, code.uses()));
        }
        title("Arrows between packages against their declared order: " + upward.size());
        upward.stream().limit(shown).forEach(arrow -> out.println("  " + arrow));
        budgets.check("floors.upward", upward.size(), upward);
    }

    private void providers() {
        title("Providers (lines of the standard files, of the extras, of all)");
        Table table = new Table(
                "module",
                "entry",
                "files",
                "standard",
                "extras",
                "main in all",
                "largest file",
                "extra files",
                "tests");
        for (ModuleCode module : code.modules()) {
            ProviderModule.of(module.name(), module.main(), budgets.words("provider.standard.endings"))
                    .ifPresent(provider -> {
                        int standard = ProviderModule.lines(provider.standard());
                        int extras = ProviderModule.lines(provider.extras());
                        List<JavaFile> all = new ArrayList<>(provider.standard());
                        all.addAll(provider.extras());
                        table.row(
                                provider.name(),
                                provider.entry(),
                                all.size(),
                                standard,
                                extras,
                                standard + extras,
                                largest(all.stream().map(JavaFile::lines)),
                                provider.extras().size(),
                                ProviderModule.lines(module.tests()));
                        check("provider.standard.lines", provider.name(), provider.standard());
                        check("provider.extras.lines", provider.name(), provider.extras());
                    });
        }
        out.print(table);
    }

    private void check(String key, String module, List<JavaFile> files) {
        List<String> where =
                files.stream().map(file -> file.path() + " " + file.lines()).toList();
        budgets.check(budgets.keyOf(key, module), ProviderModule.lines(files), where);
    }

    private void words() {
        Words words = new Words(
                Set.copyOf(budgets.words("words.private")),
                Set.copyOf(budgets.words("words.private.constants")),
                budgets.phrases("words.vendors-texts"));
        title("Words that CONTRIBUTING.md has others for");
        words("words.names", words.privateNames(code.main()));
        words("words.test.names", words.privateNames(code.tests()));
        words("words.long-forms", words.longForms(code.main()));
    }

    private void words(String key, List<Words.Found> found) {
        Map<String, Integer> counts = new TreeMap<>();
        found.forEach(word -> counts.merge(word.word(), 1, Integer::sum));
        List<String> most = largestFirst(counts);
        out.println("  " + key + ": " + found.size()
                + (most.isEmpty()
                        ? ""
                        : " (" + String.join(", ", most.subList(0, Math.min(shown, most.size()))) + ")"));
        budgets.check(
                key,
                found.size(),
                found.stream().map(word -> word.place() + " " + word.word()).toList());
    }

    private void duplicates() {
        int window = budgets.number("duplicates.tokens");
        List<DuplicateBlocks.Block> blocks = DuplicateBlocks.of(code.main(), window);
        title("Blocks of at least " + window + " equal tokens in two places or more of main code: " + blocks.size());
        List<String> lines = blocks.stream()
                .map(block -> block.tokens() + " tokens: " + String.join(", ", block.places()))
                .toList();
        lines.stream().limit(shown).forEach(block -> out.println("  " + block));
        budgets.check("duplicates.blocks", blocks.size(), lines);
    }

    private boolean result() {
        title("Budgets that aren't at their aim");
        out.print(budgets.withAims());
        List<String> exceeded = new ArrayList<>(budgets.exceeded());
        exceeded.addAll(budgets.unused());
        title(exceeded.isEmpty() ? "All budgets are kept." : "Budgets that aren't kept");
        exceeded.forEach(budget -> out.println("  " + budget));
        return exceeded.isEmpty();
    }
}
