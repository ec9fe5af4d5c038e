package io.heliograph.openapi;

import java.util.List;

/**
 * A known mistake or omission in a vendor's document.
 *
 * @param operation as in {@link Finding}
 * @param words a part of the validator's message
 * @param reason why the provider differs from the document, with the source
 */
record Gap(String operation, String words, String reason) {
    boolean covers(Finding finding) {
        return finding.operation().equals(operation) && finding.words().contains(words);
    }

    /** The findings that no gap explains. */
    static List<Finding> unexplained(List<Finding> findings, List<Gap> gaps) {
        return findings.stream()
                .filter(finding -> gaps.stream().noneMatch(gap -> gap.covers(finding)))
                .toList();
    }

    /** Gaps that explain nothing any more and must be removed. */
    static List<Gap> unneeded(List<Finding> findings, List<Gap> gaps) {
        return gaps.stream()
                .filter(gap -> findings.stream().noneMatch(gap::covers))
                .toList();
    }
}
