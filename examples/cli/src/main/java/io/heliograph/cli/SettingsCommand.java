package io.heliograph.cli;

import io.heliograph.settings.GeneralSetting;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the general settings. */
@Command(
        name = "settings",
        description =
                "Lists the general settings, with their defaults; those of the providers are in docs/settings.md.",
        footer = {"", "Example:", "  sms settings"},
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        for (GeneralSetting setting : GeneralSetting.values()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%-50s %-7s %s%n",
                            setting.fullName(),
                            byDefault(setting),
                            setting.description());
        }
        return 0;
    }

    private static String byDefault(GeneralSetting setting) {
        if (setting.mayBeOff()) {
            return "off";
        }
        return setting.defaultValue().isEmpty() ? "-" : setting.defaultValue();
    }
}
