package io.heliograph.openapi;

import java.util.List;

/**
 * Where a vendor's document is known to be wrong or silent.
 *
 * @param operation as in {@link Finding}
 * @param words a piece of the validator's words
 * @param reason why the document isn't followed, and who says so
 */
record Gap(String operation, String words, String reason) {
    boolean covers(Finding finding) {
        return finding.operation().equals(operation) && finding.words().contains(words);
    }

    /** What no gap explains. */
    static List<Finding> unexplained(List<Finding> findings, List<Gap> gaps) {
        return findings.stream()
                .filter(finding -> gaps.stream().noneMatch(gap -> gap.covers(finding)))
                .toList();
    }

    /** Gaps that explain nothing any more, and have to go. */
    static List<Gap> unneeded(List<Finding> findings, List<Gap> gaps) {
        return gaps.stream()
                .filter(gap -> findings.stream().noneMatch(gap::covers))
                .toList();
    }
}
