package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignBusyException;
import io.heliograph.campaign.CampaignEstimate;
import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.cli.process.StopSignal;
import io.heliograph.cli.process.Terminal;
import io.heliograph.cli.process.UsageErrors;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.store.jdbc.JdbcStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends to the recipients of a file. */
@Command(
        name = "bulk",
        description =
                "Sends one text, or a template, to the recipients of a CSV file, each at most once: also if this process"
                        + " is killed and the job is resumed.",
        subcommands = {
            BulkJobs.Resume.class,
            BulkJobs.Report.class,
            BulkJobs.Pause.class,
            BulkJobs.Cancel.class,
            BulkJobs.Listing.class,
            BulkJobs.Delete.class
        },
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "",
            "Examples:",
            "  sms bulk recipients.csv --from ACME --text \"We open at nine\" --dry-run",
            "  sms bulk recipients.csv --template \"Hi {name}, see you at {time}\"",
            "  sms bulk resume bulk-20261130-101500-3f2a"
        },
        mixinStandardHelpOptions = true)
final class BulkCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Mixin
    private BulkContent content = new BulkContent();

    @Mixin
    private BulkRun run = new BulkRun();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The CSV file with a header: a column to, phone or number, and those of the placeholders.")
    private @Nullable Path file;

    @Option(names = "--to-column", paramLabel = "NAME", description = "The column of the numbers.")
    private @Nullable String column;

    @Option(
            names = "--dry-run",
            description = "Print segments, credits and cost for each provider and country; nothing is sent or stored.")
    private boolean dryRun;

    @Option(
            names = "--confirm-over",
            paramLabel = "N",
            description =
                    "Ask before sending to more than N recipients; without a terminal, refuse unless --yes is given.")
    private long confirmOver = Long.MAX_VALUE;

    @Option(names = "--yes", description = "Don't ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        Path source = file;
        if (source == null) {
            throw new ParameterException(spec.commandLine(), "FILE is missing: the CSV file with the recipients");
        }
        if (!Files.exists(source)) {
            UsageErrors.misspeltSubcommand(spec, source.toString()).ifPresent(problem -> {
                throw new ParameterException(spec.commandLine(), problem);
            });
        }
        CommandContext context = CommandContext.of(parent);
        context.stopSignal()
                .enter(new StopSignal.Stage(
                        StopSignal.Ending.NOW,
                        ExitCode.TEMPORARY,
                        "stopped; nothing was sent, and no job is complete"));
        String route = content.route(config.providers(context));
        CampaignRequest request = content.request(route);
        if (dryRun) {
            try (SmsClient client = config.client(context, route)) {
                return estimate(client, request, source);
            }
        }
        run.check();
        try (JdbcStore store = storeOption.openForBulk(context, config);
                SmsClient client = config.client(context, route, Optional.of(store))) {
            return send(context, store.campaigns(client), request, source);
        }
    }

    private int estimate(SmsClient client, CampaignRequest request, Path source) throws IOException {
        try (Reader csv = reader(source)) {
            CampaignEstimate estimate = CampaignEstimate.of(client, request, recipients(csv));
            if (run.isJson()) {
                out().println(BulkJson.estimate(estimate));
            } else {
                BulkReport.print(out(), estimate);
            }
            return ExitCode.ACCEPTED;
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private int send(CommandContext context, Campaigns campaigns, CampaignRequest request, Path source)
            throws IOException {
        String job = request.name();
        CampaignStatus created;
        try (Reader csv = reader(source)) {
            created = campaigns.create(request, recipients(csv));
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, e.getMessage() + "; nothing was sent");
        } catch (CampaignBusyException e) {
            throw new CommandFailure(ExitCode.TEMPORARY, e.getMessage() + "; nothing was sent");
        }
        context.err().println("sms: job " + job + "; if this process ends, go on with: sms bulk resume " + job);
        confirm(context, campaigns, created);
        return run.run(context, campaigns, job, false);
    }

    private void confirm(CommandContext context, Campaigns campaigns, CampaignStatus created) throws IOException {
        long recipients = created.counts().waiting();
        if (yes || recipients <= confirmOver) {
            return;
        }
        boolean agreed = false;
        if (Terminal.isInteractive()) {
            context.err().print("sms: send to " + recipients + " recipients? [y/N] ");
            context.err().flush();
            String answer = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8)).readLine();
            agreed = "y".equalsIgnoreCase(answer) || "yes".equalsIgnoreCase(answer);
        }
        if (!agreed) {
            campaigns.delete(created.name());
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "not sent to " + recipients + " recipients, more than --confirm-over " + confirmOver
                            + ", because nobody agreed: add --yes; nothing was sent, and the job is deleted");
        }
    }

    private Recipients recipients(Reader csv) {
        return column == null ? Recipients.csv(csv) : Recipients.csv(csv, column);
    }

    private static Reader reader(Path source) throws IOException {
        return new InputStreamReader(TextInput.open("FILE", source), StandardCharsets.UTF_8.newDecoder());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
