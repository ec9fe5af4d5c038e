package io.heliograph.settings;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import io.heliograph.suppression.ImportResult;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the settings of the suppression list. */
final class SuppressionSettingsReader {
    private static final String FILE = GeneralSetting.SUPPRESSION_FILE.shortName();

    private SuppressionSettingsReader() {}

    /** For which senders a STOP holds; empty where it isn't set, or is invalid. */
    static Optional<SuppressionScope> scope(SettingValues values) {
        GeneralSetting setting = GeneralSetting.SUPPRESSION_SCOPE;
        String text = values.text(setting).orElse("");
        return switch (text.strip()) {
            case "" -> Optional.empty();
            case "global" -> Optional.of(SuppressionScope.GLOBAL);
            case "per-sender" -> Optional.of(SuppressionScope.PER_SENDER);
            default -> {
                values.violation(
                        setting.shortName(), "is " + ValueShape.of(text) + "; it must be " + setting.allowed());
                yield Optional.empty();
            }
        };
    }

    /** The initial suppression list. A line that can't be read is a violation, because its recipient would get messages. */
    static List<Suppression> suppressed(SettingValues values) {
        return values.text(GeneralSetting.SUPPRESSION_FILE)
                .map(file -> read(values, file.strip()))
                .orElse(List.of());
    }

    private static List<Suppression> read(SettingValues values, String file) {
        SuppressionList list =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
        try (Reader csv = SettingFile.of(file).open()) {
            ImportResult read = list.importCsv(csv);
            read.violations().forEach(violation -> values.violation(FILE, "has a fault: " + violation));
        } catch (InvalidRequestException e) {
            e.violations().forEach(violation -> values.violation(FILE, "has a fault: " + violation));
        } catch (InvalidPathException e) { // without its message, which isn't safe to repeat
            values.violation(FILE, "is no path of a file");
        } catch (FileNotFoundException e) {
            values.violation(FILE, "isn't on the class path");
        } catch (CharacterCodingException e) {
            values.violation(FILE, "isn't UTF-8 text; save it as CSV UTF-8");
        } catch (IOException e) {
            values.violation(FILE, "can't be read: " + e.getClass().getSimpleName());
        }
        try (Stream<Suppression> all = list.all()) {
            return all.toList();
        }
    }
}
