package io.heliograph.architecture.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds words that CONTRIBUTING.md replaces with others. */
final class Words {
    /** "The account has not enough" can't be contracted. */
    private static final Pattern LONG_FORM = Pattern.compile(
            "\\b(?:(?:does|do|did|is|are|was|were|has|have|had|can|could|will|would|should) not|cannot)\\b(?! enough)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private final Set<String> names;
    private final Set<String> constantParts;
    private final List<String> vendorsTexts;

    /**
     * A word and its place.
     *
     * @param place file and line
     */
    record Found(String word, String place) {}

    /**
     * @param names forbidden names of variables and methods
     * @param constantParts forbidden parts of a constant's name, between underscores
     * @param vendorsTexts phrases of vendors, which must stay as they are
     */
    Words(Set<String> names, Set<String> constantParts, List<String> vendorsTexts) {
        this.names = names;
        this.constantParts = constantParts;
        this.vendorsTexts = vendorsTexts;
    }

    /** Declared variables, constants and methods with forbidden names. */
    List<Found> privateNames(List<JavaFile> files) {
        List<Found> found = new ArrayList<>();
        for (JavaFile file : files) {
            for (JavaFile.Name name : file.names()) {
                if (isPrivate(name.text())) {
                    found.add(new Found(name.text(), file.place(name.line())));
                }
            }
        }
        return found;
    }

    private boolean isPrivate(String name) {
        boolean isConstant = CONSTANT.matcher(name).matches();
        return names.contains(name)
                || (isConstant && Pattern.compile("_").splitAsStream(name).anyMatch(constantParts::contains));
    }

    /** "does not" and similar long forms in comments and strings. */
    List<Found> longForms(List<JavaFile> files) {
        List<Found> found = new ArrayList<>();
        for (JavaFile file : files) {
            for (Token token : file.tokens()) {
                if (token.kind() != Token.Kind.CODE) {
                    longForms(file, token, found);
                }
            }
        }
        return found;
    }

    private void longForms(JavaFile file, Token token, List<Found> found) {
        // A line of a comment may end between the two words
        String text = token.text().replaceAll("\\R[ \\t]*\\*?[ \\t]*", " ");
        for (String vendors : vendorsTexts) {
            text = text.replace(vendors, "");
        }
        Matcher forms = LONG_FORM.matcher(text);
        while (forms.find()) {
            found.add(new Found(forms.group(), file.place(token.line())));
        }
    }
}
