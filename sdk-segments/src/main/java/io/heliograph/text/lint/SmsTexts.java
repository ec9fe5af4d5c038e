package io.heliograph.text.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The texts of message bundles and templates, and what they take as SMS: for a check before anybody sends them.
 *
 * <p>Reads {@code .properties} (UTF-8, or else Latin-1, as Java does), {@code .json} and {@code .yaml} with nested keys and lists, and
 * {@code .txt}, which is one text; numbers, {@code true} and {@code null} are no texts. Immutable and thread-safe; the files are read when it
 * is made.
 *
 * <p>What comes in place of a placeholder is assumed to be of GSM-7: a name in another alphabet makes the SMS UCS-2.
 */
public final class SmsTexts {
    /** The number of characters that are assumed in place of a placeholder, unless another number is given. */
    public static final int DEFAULT_LENGTH = Assumptions.DEFAULT_LENGTH;

    private final List<SmsFile> files;
    private final Assumptions assumptions;
    private final Pattern keys;

    private record SmsFile(String name, String locale, List<TextEntries.Entry> entries) {}

    private SmsTexts(List<SmsFile> files, Assumptions assumptions, Pattern keys) {
        this.files = files;
        this.assumptions = assumptions;
        this.keys = keys;
    }

    /**
     * Reads files.
     *
     * @throws TextFileException if one isn't there, is of another kind or isn't well-formed; the message has the line
     */
    public static SmsTexts of(Path... files) {
        List<SmsFile> read = new ArrayList<>();
        for (Path file : files) {
            read.add(new SmsFile(file.toString(), LocaleName.of(file), TextFile.read(file)));
        }
        return new SmsTexts(List.copyOf(read), Assumptions.NONE, Pattern.compile(".*", Pattern.DOTALL));
    }

    /**
     * Assumes so many characters in place of each placeholder that has no number of its own.
     *
     * @param length 0 to 10,000
     */
    public SmsTexts assuming(int length) {
        return new SmsTexts(files, assumptions.with(length), keys);
    }

    /**
     * Assumes so many characters in place of the placeholders of this name or number.
     *
     * @param length 0 to 10,000
     */
    public SmsTexts assuming(String placeholder, int length) {
        return new SmsTexts(files, assumptions.with(placeholder, length), keys);
    }

    /**
     * Leaves out all texts with other keys.
     *
     * @param keys a key such as {@code sms.otp}; a star in it is for any characters, as in {@code sms.*}
     */
    public SmsTexts matching(String keys) {
        String[] parts = keys.split("\\*", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            pattern.append(".*").append(Pattern.quote(parts[i]));
        }
        return new SmsTexts(files, assumptions, Pattern.compile(pattern.toString(), Pattern.DOTALL));
    }

    /** The texts in the order of the files and their lines; those that show nothing are left out. */
    public List<SmsText> all() {
        List<SmsText> texts = new ArrayList<>();
        for (SmsFile file : files) {
            for (TextEntries.Entry entry : file.entries()) {
                if (keys.matcher(entry.key()).matches() && !entry.text().isBlank()) {
                    texts.add(new SmsText(file.name(), file.locale(), entry, assumptions));
                }
            }
        }
        return List.copyOf(texts);
    }

    /** The number of texts, without the texts. */
    @Override
    public String toString() {
        return all().size() + " texts in " + files.size() + " files";
    }
}
