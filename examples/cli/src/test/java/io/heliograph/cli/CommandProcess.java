package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, which writes to the files out and err of a folder. */
record CommandProcess(Path folder, Process process) implements AutoCloseable {
    static CommandProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        // Who runs this test in the background may ignore the signals, which a process would inherit.
        List<String> defaults = List.of("env", "--default-signal=HUP,INT,TERM");
        return start(folder, environment, canRun(defaults) ? defaults : List.of(), arguments);
    }

    /** With a file size limit of 4 blocks, that is 2 or 4 KB, as if the disk were full. */
    static CommandProcess onAFullDisk(Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(folder, environment, List.of("sh", "-c", "ulimit -f 4; exec \"$@\"", "sh"), arguments);
    }

    private static CommandProcess start(
            Path folder, Map<String, String> environment, List<String> prefix, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as scripts/sms; newer Javas warn of native code
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "io.heliograph.cli.Sms"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("HELIOGRAPH_"));
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString()); // and not the user's own
        builder.environment().putAll(environment);
        return new CommandProcess(folder, builder.start());
    }

    private static boolean canRun(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    List<String> errors() throws IOException {
        return Files.readAllLines(folder.resolve("err"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
