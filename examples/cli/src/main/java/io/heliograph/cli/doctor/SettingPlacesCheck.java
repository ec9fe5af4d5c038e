package io.heliograph.cli.doctor;

import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where settings are: twice in the file, in the file and the environment, under a foreign name, or readable by everybody. */
public final class SettingPlacesCheck implements Check {
    private static final String NAME = "file";
    private static final String ROOT = "heliograph.";
    private static final String PROVIDERS = "providers.";
    private static final String VARIABLES = "HELIOGRAPH_";

    private final SettingNames names;
    private final Set<String> providers;

    /**
     * A check of a file.
     *
     * @param providers the providers that there are
     */
    public SettingPlacesCheck(SettingNames names, Set<String> providers) {
        this.names = names;
        this.providers = providers;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (String name : names.repeated()) {
            found.add(Finding.warn(
                    NAME, "", shown(name) + " is in the file more than once", "keep one: only the last one counts"));
        }
        for (String name : names.names()) {
            String variable = Settings.variable(name);
            if (names.variables().contains(variable)) {
                found.add(Finding.warn(
                        NAME,
                        "",
                        shown(name) + " is in the file, and in the environment as " + variable,
                        "keep one: the environment's counts"));
            }
            if (!name.regionMatches(true, 0, ROOT, 0, ROOT.length())) {
                meant(name)
                        .map(meant -> Finding.warn(
                                NAME,
                                "",
                                shown(name) + " is ignored, because it doesn't begin with " + ROOT,
                                "did you mean " + meant + "?"))
                        .ifPresent(found::add);
            }
        }
        readers(names.file()).ifPresent(found::add);
        if (found.isEmpty() && names.file() != null) {
            found.add(Finding.ok(NAME, "", "each setting is in one place, and only its owner can read the file"));
        }
        return found;
    }

    /** The setting that a foreign name may have meant; empty where it is another program's. */
    private Optional<String> meant(String name) {
        if (name.startsWith(VARIABLES)) {
            return Optional.of(Arrays.stream(GeneralSetting.values())
                    .map(GeneralSetting::fullName)
                    .filter(setting -> Settings.variable(setting).equals(name))
                    .findFirst()
                    .orElse(ROOT + "…"));
        }
        String root = name.substring(0, name.indexOf('.') + 1);
        if (root.equals(PROVIDERS) || isGeneral(ROOT + name)) {
            return Optional.of(ROOT + shown(name));
        }
        if (!root.isEmpty() && providers.contains(root.substring(0, root.length() - 1))) {
            return Optional.of(ROOT + PROVIDERS + shown(name));
        }
        return Settings.nearest(root, List.of(ROOT)).map(near -> near + shown(name.substring(root.length())));
    }

    private static boolean isGeneral(String name) {
        return Arrays.stream(GeneralSetting.values())
                .anyMatch(setting -> setting.fullName().equals(name));
    }

    private static Optional<Finding> readers(@Nullable Path file) {
        try {
            if (file == null || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
                return Optional.empty();
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of(Finding.warn(
                            NAME,
                            "",
                            file.getFileName() + " can be read by every user of this machine, with the keys in it",
                            "chmod 600 " + file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the check of the settings says that it can't be read
        }
    }

    private static String shown(String name) {
        return name.matches("[\\w.-]{1,80}") ? name : "a name of " + name.length() + " characters";
    }
}
