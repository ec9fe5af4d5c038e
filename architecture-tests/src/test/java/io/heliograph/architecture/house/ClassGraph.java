package io.heliograph.architecture.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The dependencies between top-level classes, from the class files; a nested class counts as its outermost class. */
final class ClassGraph {
    private final Map<String, Set<String>> uses = new TreeMap<>();
    private final Map<String, Set<String>> subtypes = new TreeMap<>();

    /**
     * The graph of the classes that have a source.
     *
     * @param types full names of the top-level types in the sources; other compiled classes are omitted
     */
    static ClassGraph of(List<Path> classFiles, Set<String> types) throws IOException {
        ClassGraph graph = new ClassGraph();
        List<ClassReferences> all = new ArrayList<>();
        for (Path file : classFiles) {
            ClassReferences references = ClassReferences.read(file);
            if (types.contains(outermost(references.name()))) {
                all.add(references);
            }
        }
        Set<String> closed = new TreeSet<>();
        for (ClassReferences references : all) {
            String from = outermost(references.name());
            add(graph.uses, from, references.used(), types);
            add(graph.subtypes, from, references.permitted(), types);
            if (references.isClosed()) {
                closed.add(references.name());
            }
        }
        for (ClassReferences references : all) {
            if (closed.contains(references.superclass())) {
                add(graph.subtypes, outermost(references.superclass()), Set.of(references.name()), types);
            }
        }
        return graph;
    }

    private static void add(Map<String, Set<String>> arrows, String from, Set<String> targets, Set<String> types) {
        Set<String> known = arrows.computeIfAbsent(from, name -> new TreeSet<>());
        for (String target : targets) {
            String to = outermost(target);
            if (!to.equals(from) && types.contains(to)) {
                known.add(to);
            }
        }
    }

    static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    Map<String, Set<String>> uses() {
        return uses;
    }

    Set<String> classes() {
        return uses.keySet();
    }

    /** Circles of classes, the largest first. */
    List<Circle> circles() {
        List<Circle> circles = new ArrayList<>();
        for (Set<String> members : Circles.of(uses)) {
            circles.add(new Circle(members, isClosedFamily(members)));
        }
        return circles;
    }

    /** Circles of packages. */
    List<Set<String>> packageCircles() {
        Map<String, Set<String>> packages = new TreeMap<>();
        uses.forEach((from, targets) ->
                targets.forEach(to -> packages.computeIfAbsent(packageOf(from), name -> new TreeSet<>())
                        .add(packageOf(to))));
        return Circles.of(packages);
    }

    /**
     * Whether they are a closed type (sealed, or extensible only in its package) and its subtypes, and nothing else.
     */
    private boolean isClosedFamily(Set<String> members) {
        return members.stream().anyMatch(member -> family(member).containsAll(members));
    }

    private Set<String> family(String head) {
        Set<String> family = new TreeSet<>(Set.of(head));
        Deque<String> open = new ArrayDeque<>(family);
        while (!open.isEmpty()) {
            for (String subtype : subtypes.getOrDefault(open.pop(), Set.of())) {
                if (family.add(subtype)) {
                    open.push(subtype);
                }
            }
        }
        return family;
    }

    /**
     * A group of classes that use each other, directly or through others of the group.
     *
     * @param isClosedFamily whether they are a closed type (sealed, or extensible only in its package) and its
     *     subtypes
     */
    record Circle(Set<String> classes, boolean isClosedFamily) {}
}
