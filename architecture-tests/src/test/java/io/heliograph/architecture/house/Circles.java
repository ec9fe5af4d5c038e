package io.heliograph.architecture.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Strongly connected components of more than one node (Tarjan 1972). */
final class Circles {
    private final Map<String, Set<String>> arrows;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Circles(Map<String, Set<String>> arrows) {
        this.arrows = arrows;
    }

    /** The circles, the largest first. */
    static List<Set<String>> of(Map<String, Set<String>> arrows) {
        Circles circles = new Circles(arrows);
        for (String node : arrows.keySet()) {
            if (!circles.indexes.containsKey(node)) {
                circles.visit(node);
            }
        }
        circles.found.sort(
                Comparator.<Set<String>>comparingInt(Set::size).reversed().thenComparing(Object::toString));
        return circles.found;
    }

    private int visit(String node) {
        int index = indexes.size();
        indexes.put(node, index);
        lowest.put(node, index);
        stack.push(node);
        for (String next : arrows.getOrDefault(node, Set.of())) {
            if (!indexes.containsKey(next)) {
                lowest.merge(node, visit(next), Math::min);
            } else if (stack.contains(next)) {
                lowest.merge(node, indexes.getOrDefault(next, index), Math::min);
            }
        }
        int low = lowest.getOrDefault(node, index);
        if (low == index) {
            component(node);
        }
        return low;
    }

    private void component(String node) {
        Set<String> members = new TreeSet<>();
        String member;
        do {
            member = stack.pop();
            members.add(member);
        } while (!member.equals(node));
        if (members.size() > 1) {
            found.add(members);
        }
    }
}
