package io.heliograph.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script by which a shell completes commands, options and providers. */
@Command(
        name = "completion",
        description = "Prints the script by which bash or zsh completes commands, options, files and providers.",
        footer = {
            "",
            "Examples:",
            "  sms completion bash > ~/.local/share/bash-completion/completions/sms",
            "  sms completion zsh",
            "",
            "In ~/.zshrc: source <(sms completion zsh)"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** The shells. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings("unused") // one script works in all of them
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(AutoComplete.bash("sms", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCode.ACCEPTED;
    }
}
