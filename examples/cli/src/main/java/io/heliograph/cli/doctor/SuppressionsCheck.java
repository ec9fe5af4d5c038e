package io.heliograph.cli.doctor;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.suppression.ImportResult;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Whether the file of suppressed numbers can be read to its end, and written to. */
public final class SuppressionsCheck implements Check {
    private static final String NAME = "suppressions";

    private final Path file;
    private final Clock clock;

    public SuppressionsCheck(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public List<Finding> findings() {
        if (!Files.isRegularFile(file)) {
            return List.of(failed("doesn't exist", "sms suppressions add NUMBER makes it; or correct the path"));
        }
        SuppressionList list = new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, clock);
        try (Reader csv = Files.newBufferedReader(file)) {
            ImportResult result = list.importCsv(csv, Instant.EPOCH);
            if (result.faulty() > 0) {
                return List.of(failed(
                        "has rows that can't be read (" + result.faulty() + "), such as "
                                + result.violations().get(0),
                        "mend them: nothing is sent before, because their numbers would get messages"));
            }
        } catch (InvalidRequestException e) {
            return List.of(failed("can't be read: " + e.getMessage(), "mend its header"));
        } catch (CharacterCodingException e) {
            return List.of(failed("isn't UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            return List.of(failed("can't be read", "give its owner the right to read it"));
        }
        if (!Files.isWritable(file)) {
            return List.of(Finding.warn(
                    NAME, "", file + " can't be written to", "give its owner that right, or a new STOP is lost"));
        }
        long people =
                list.all().map(each -> each.recipient().canonical()).distinct().count();
        return List.of(Finding.ok(NAME, "", file + ", " + people + " numbers"));
    }

    private Finding failed(String problem, String advice) {
        return Finding.fail(NAME, "", file + " " + problem, advice);
    }
}
