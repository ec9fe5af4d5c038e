package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignException;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.Campaigns;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about jobs of {@code sms bulk}. */
final class BulkJobs {
    private BulkJobs() {}

    /** What these commands share. */
    abstract static class JobCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Mixin
        private StoreOption storeOption = new StoreOption();

        @Override
        public Integer call() throws IOException {
            CommandContext context = context();
            try (JdbcStore store = storeOption.openForBulk(context, config)) {
                return run(store);
            } catch (InvalidRequestException e) {
                throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
            } catch (CampaignException e) {
                throw new CommandFailure(ExitCode.TEMPORARY, String.valueOf(e.getMessage()));
            }
        }

        abstract int run(JdbcStore store) throws IOException;

        CommandContext context() {
            return CommandContext.of(spec.root().userObject() instanceof CommandContext context ? context : null);
        }

        ConfigOption config() {
            return config;
        }

        PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }

    /** A command about one job. */
    abstract static class OneJob extends JobCommand {
        @Parameters(paramLabel = "JOB", description = "The job's name, as sms bulk printed it.")
        private String job = "";

        String job() {
            return job;
        }
    }

    @Command(
            name = "resume",
            description =
                    "Sends the rest of a job, after it has found out what it can about calls that a crash interrupted.",
            footer = {"", "Example:", "  sms bulk resume bulk-20261130-101500-3f2a"},
            mixinStandardHelpOptions = true)
    static final class Resume extends OneJob {
        @Mixin
        private BulkRun run = new BulkRun();

        @Option(
                names = "--even-if-old",
                description =
                        "Also if it made no progress for 24 hours. Not with a restored copy of the store: that would"
                                + " send again what was sent after the copy.")
        private boolean evenIfOld;

        @Override
        int run(JdbcStore store) throws IOException {
            run.check();
            try (SmsClient client = config().client(context(), null, Optional.of(store))) {
                return run.run(context(), store.campaigns(client), job(), evenIfOld);
            }
        }
    }

    @Command(
            name = "report",
            description =
                    "Prints the state of a job, or writes its result; exits with 76 while a recipient is unknown.",
            footer = {"", "Example:", "  sms bulk report bulk-20261130-101500-3f2a --result result.csv --masked"},
            mixinStandardHelpOptions = true)
    static final class Report extends OneJob {
        @Option(
                names = "--result",
                paramLabel = "FILE",
                description = "Write a CSV file with a line for each recipient; - prints it.")
        private @Nullable String result;

        @Option(names = "--masked", description = "Mask the numbers in the result.")
        private boolean masked;

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        int run(JdbcStore store) throws IOException {
            Campaigns campaigns = store.campaigns();
            CampaignStatus status = campaigns.status(job());
            if ("-".equals(result)) {
                campaigns.report(job(), masked, out());
                return BulkRun.exitCode(status);
            }
            if (result != null) {
                try (Writer csv = Files.newBufferedWriter(Path.of(result))) {
                    campaigns.report(job(), masked, csv);
                }
            }
            if (json) {
                out().println(BulkJson.status(status));
            } else {
                BulkReport.print(out(), status);
            }
            return BulkRun.exitCode(status);
        }
    }

    @Command(
            name = "pause",
            description = "Pauses a job, whichever process runs it, when its calls under way have ended.",
            footer = {"", "Example:", "  sms bulk pause bulk-20261130-101500-3f2a"},
            mixinStandardHelpOptions = true)
    static final class Pause extends OneJob {
        @Override
        int run(JdbcStore store) {
            boolean changed = store.campaigns().pause(job());
            out().println(changed ? "pausing" : "it isn't running");
            return ExitCode.ACCEPTED;
        }
    }

    @Command(
            name = "cancel",
            description = "Cancels a job for good: whoever is waiting gets nothing.",
            footer = {"", "Example:", "  sms bulk cancel bulk-20261130-101500-3f2a"},
            mixinStandardHelpOptions = true)
    static final class Cancel extends OneJob {
        @Override
        int run(JdbcStore store) {
            boolean changed = store.campaigns().cancel(job());
            out().println(changed ? "cancelled" : "it had ended before");
            return ExitCode.ACCEPTED;
        }
    }

    @Command(
            name = "list",
            description = "Lists the jobs, the oldest first.",
            footer = {"", "Example:", "  sms bulk list --json"},
            mixinStandardHelpOptions = true)
    static final class Listing extends JobCommand {
        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        int run(JdbcStore store) {
            List<CampaignStatus> all = store.campaigns().list();
            if (json) {
                out().println(BulkJson.list(all));
                return ExitCode.ACCEPTED;
            }
            all.forEach(status -> BulkReport.print(out(), status));
            out().println(all.size() + (all.size() == 1 ? " job" : " jobs"));
            return ExitCode.ACCEPTED;
        }
    }

    @Command(
            name = "delete",
            description = "Deletes a job that isn't running, with its recipients.",
            footer = {"", "Example:", "  sms bulk delete bulk-20261130-101500-3f2a"},
            mixinStandardHelpOptions = true)
    static final class Delete extends OneJob {
        @Override
        int run(JdbcStore store) {
            store.campaigns().delete(job());
            out().println("deleted");
            return ExitCode.ACCEPTED;
        }
    }
}
