package io.heliograph.cli;

import io.heliograph.campaign.CampaignRequest;
import io.heliograph.message.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what a bulk send sends: text or template, sender, route, tag, and the name of the job. */
final class BulkContent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private Text content = new Text();

    /** The text, or the template, or the file of one. */
    static final class Text {
        @Option(names = "--text", required = true, paramLabel = "TEXT", description = "The text for everybody.")
        private @Nullable String text;

        @Option(
                names = "--text-file",
                required = true,
                paramLabel = "FILE",
                description = "A file that holds the text in UTF-8.")
        private @Nullable Path textFile;

        @Option(
                names = "--template",
                required = true,
                paramLabel = "TEXT",
                description = "A text with columns of the file as placeholders: \"Hi {name}\"; {{ is a brace.")
        private @Nullable String template;

        @Option(
                names = "--template-file",
                required = true,
                paramLabel = "FILE",
                description = "A file that holds the template in UTF-8.")
        private @Nullable Path templateFile;
    }

    @Option(
            names = "--from",
            paramLabel = "SENDER",
            description = "A number, a name or a short code; the provider's by default.")
    private @Nullable String from;

    @ArgGroup
    private RequestOptions.Via via = new RequestOptions.Via();

    @Option(names = "--tag", paramLabel = "T", description = "A label for routes, and for the vendor if it has labels.")
    private @Nullable String tag;

    @Option(
            names = "--job",
            paramLabel = "NAME",
            description =
                    "The job's name, by which a second run of this command doesn't send again; one is made by default.")
    private @Nullable String job;

    /** The route that the options name; null for that of the settings. */
    @Nullable
    String route(Set<String> known) {
        return RequestOptions.route(via, known, spec.commandLine());
    }

    CampaignRequest request(@Nullable String route) throws IOException {
        try {
            CampaignRequest.Builder request = content();
            if (from != null) {
                request.from(from);
            }
            if (route != null) {
                request.route(route);
            }
            if (tag != null) {
                request.tag(tag);
            }
            return request.build();
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private CampaignRequest.Builder content() throws IOException {
        String name = job == null ? newName() : job;
        if (content.text != null) {
            return CampaignRequest.text(name, TextInput.argument(content.text));
        }
        if (content.textFile != null) {
            return CampaignRequest.text(name, TextInput.read("text-file", content.textFile));
        }
        if (content.template != null) {
            return CampaignRequest.template(name, TextInput.argument(content.template));
        }
        if (content.templateFile != null) {
            return CampaignRequest.template(name, TextInput.read("template-file", content.templateFile));
        }
        CommandLine command = spec.commandLine();
        throw new ParameterException(command, "--text or --template is missing: what each recipient gets");
    }

    private static String newName() {
        int random = ThreadLocalRandom.current().nextInt(0x10000);
        return "bulk-" + TIME.format(Instant.now()) + String.format(Locale.ROOT, "-%04x", random);
    }
}
