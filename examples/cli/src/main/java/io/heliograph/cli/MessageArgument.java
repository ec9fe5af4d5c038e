package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the message that a command line names: {@code wavix:6f1c2a}, or {@code wavix 6f1c2a}. */
final class MessageArgument {
    private MessageArgument() {}

    /**
     * The message of one or two words.
     *
     * @param example what the command takes, for the error
     * @throws ParameterException if they name no provider
     * @throws CommandFailure if the id can't be one
     */
    static MessageId parse(CommandLine command, List<String> words, String example) {
        String first = words.get(0);
        String last = words.get(words.size() - 1);
        String provider = words.size() == 1 ? first.substring(0, Math.max(0, first.indexOf(':'))) : first;
        if (provider.isEmpty()) {
            throw new ParameterException(command, "MESSAGE must be a provider and an id, such as " + example);
        }
        try {
            return last.startsWith(provider + ":") ? MessageId.parse(last) : new MessageId(provider, last);
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }
}
