package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script that has ended.
 *
 * @param output what it printed, errors included
 */
public record ScriptRun(int exitCode, String output) {
    /** Runs a command in this folder, with the environment of this process and these variables, but without {@code JAVA_HOME}. */
    public static ScriptRun of(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("script", ".output");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().remove("JAVA_HOME");
            builder.environment().putAll(environment);
            return of(builder.start(), output);
        } finally {
            Files.delete(output);
        }
    }

    private static ScriptRun of(Process process, Path output) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new ScriptRun(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
