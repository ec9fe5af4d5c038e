package io.heliograph.cli;

import java.util.Locale;
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
            "  sms completion zsh > ~/.sms-completion.zsh",
            "  mkdir -p ~/.local/share/bash-completion/completions",
            "  sms completion bash > ~/.local/share/bash-completion/completions/sms",
            "",
            "In ~/.zshrc, behind compinit: source ~/.sms-completion.zsh"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** The registration of the script; in zsh a folder gets its slash only by this option, and bash has one for each call. */
    private static final String COMPLETE = "complete -F _complete_sms -o default ";

    /** The shells; one script works in both, but for its last line. */
    enum Shell {
        BASH,
        ZSH;

        /** As it is written on the command line, and completed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        String both = AutoComplete.bash("sms", spec.root().commandLine());
        String script = switch (shell) {
            case BASH -> both;
            case ZSH -> both.replace(COMPLETE, COMPLETE + "-o filenames ");
        };
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return ExitCode.ACCEPTED;
    }
}
