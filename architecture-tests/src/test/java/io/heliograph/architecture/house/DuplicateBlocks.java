package io.heliograph.architecture.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds runs of equal tokens that occur in two places or more.
 *
 * <p>Comments, the package and the imports don't count. Two overlapping places count as one.
 */
final class DuplicateBlocks {
    private static final long PRIME = 1_000_003;

    private final int window;
    private final List<JavaFile> files = new ArrayList<>();
    private final List<Token> tokens = new ArrayList<>();
    private final List<Integer> owners = new ArrayList<>();
    private final List<Integer> ids = new ArrayList<>();
    private final Map<Long, List<Integer>> windows = new HashMap<>();

    /**
     * @param tokens the number of tokens in each place
     * @param places file, first and last line
     */
    record Block(int tokens, List<String> places) {}

    private DuplicateBlocks(int window) {
        this.window = window;
    }

    /**
     * The blocks, the largest first.
     *
     * @param window the minimum number of equal tokens
     */
    static List<Block> of(List<JavaFile> files, int window) {
        DuplicateBlocks duplicates = new DuplicateBlocks(window);
        Map<String, Integer> known = new HashMap<>();
        files.forEach(file -> duplicates.add(file, known));
        duplicates.index();
        return duplicates.blocks();
    }

    private void add(JavaFile file, Map<String, Integer> known) {
        files.add(file);
        boolean isHeader = false;
        for (Token token : file.tokens()) {
            if (token.kind() == Token.Kind.COMMENT) {
                continue;
            }
            isHeader |= Set.of("import", "package").contains(token.text());
            if (!isHeader) {
                tokens.add(token);
                owners.add(files.size() - 1);
                ids.add(known.computeIfAbsent(token.text(), text -> known.size() + 1));
            }
            isHeader &= !token.text().equals(";");
        }
    }

    private void index() {
        for (int start = 0; start + window <= ids.size(); start++) {
            if (owners.get(start).equals(owners.get(start + window - 1))) {
                windows.computeIfAbsent(hash(start), key -> new ArrayList<>()).add(start);
            }
        }
    }

    private long hash(int start) {
        long hash = 0;
        for (int i = start; i < start + window; i++) {
            hash = hash * PRIME + ids.get(i);
        }
        return hash;
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        BitSet covered = new BitSet();
        for (int start = 0; start + window <= ids.size(); start++) {
            if (covered.get(start)) {
                continue;
            }
            int length = 0;
            List<Integer> places = new ArrayList<>();
            for (int other : windows.getOrDefault(hash(start), List.of())) {
                int common = common(start, other);
                if (common > length) {
                    places.clear();
                    length = common;
                }
                if (common == length && common >= window) {
                    places.add(other);
                }
            }
            if (length >= window) {
                places.add(0, start);
                int end = length - window + 1;
                places.forEach(place -> covered.set(place, place + end));
                blocks.add(block(places, length));
            }
        }
        blocks.sort(Comparator.comparingInt(Block::tokens)
                .reversed()
                .thenComparing(block -> block.places().get(0)));
        return blocks;
    }

    private Block block(List<Integer> places, int length) {
        List<String> names = places.stream()
                .map(place ->
                        files.get(owners.get(place)).place(tokens.get(place).line()) + "-"
                                + tokens.get(place + length - 1).line())
                .toList();
        return new Block(length, names);
    }

    /** How many tokens are equal from these two positions on, before the two runs overlap. */
    private int common(int one, int other) {
        int limit = owners.get(one).equals(owners.get(other)) ? Math.abs(one - other) : Integer.MAX_VALUE;
        int length = 0;
        while (length < limit
                && Math.max(one, other) + length < ids.size()
                && ids.get(one + length).equals(ids.get(other + length))
                && owners.get(one + length).equals(owners.get(one))
                && owners.get(other + length).equals(owners.get(other))) {
            length++;
        }
        return length;
    }
}
