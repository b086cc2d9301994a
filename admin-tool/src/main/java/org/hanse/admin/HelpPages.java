package org.hanse.admin;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hanse.admin.command.CommandTable;
import org.hanse.admin.command.HanseCommand;
import org.hanse.admin.session.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} prints: of everything, of a group, of one command. */
final class HelpPages {
    private static final Map<String, String> EXIT_CODES = exitCodes();

    private HelpPages() {}

    static String version() {
        return Optional.ofNullable(HelpPages.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
    }

    static Ansi ansi(Surroundings here) {
        return here.colour() ? Ansi.ON : Ansi.OFF;
    }

    /** The parser of one command, with what all of them share. */
    static CommandLine commandLine(String path, HanseCommand command) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        spec.name("hanse " + path);
        spec.addOption(OptionSpec.builder("--help")
                .usageHelp(true)
                .description("Print this page and exit.")
                .build());
        // "@name" is no file of arguments here: principals and realms hold that sign.
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(100);
        line.setUsageHelpLongOptionsMaxWidth(36);
        spec.usageMessage()
                .synopsisHeading("%nUsage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n");
        if (spec.usageMessage().exitCodeList().isEmpty()) {
            spec.usageMessage().exitCodeList(EXIT_CODES);
        }
        if (spec.usageMessage().footer().length > 0) {
            spec.usageMessage().footerHeading("%nExamples:%n");
        }
        return line;
    }

    static void everything(CommandTable table, Surroundings here) {
        PrintStream out = here.out();
        out.println("hanse runs a Kerberos realm: its server, its principals, its trusts, and the tools of its users.");
        out.println();
        out.println("Usage: hanse COMMAND [OPTIONS], options anywhere after the command");
        out.println();
        commands(table, "", here);
        table.groups().forEach((group, summary) -> {
            if (!table.pathsIn(group).isEmpty()) {
                out.println();
                out.println(summary + ":");
                commands(table, group, here);
            }
        });
        out.println();
        out.println(
                "hanse COMMAND --help tells all of one command. Commands work on --home DIR, else HANSE_HOME, else");
        out.println(
                "/etc/hanse. Exit codes: 0 done, 1 could not be done (one line on stderr says why), 2 wrong usage.");
    }

    static void group(CommandTable table, String group, Surroundings here) {
        here.out().println("hanse " + group + ": " + table.groups().get(group));
        here.out().println();
        commands(table, group, here);
        here.out().println();
        here.out().println("hanse " + group + " COMMAND --help tells all of one.");
    }

    private static void commands(CommandTable table, String group, Surroundings here) {
        List<String> paths = table.pathsIn(group);
        int width = paths.stream().mapToInt(String::length).max().orElse(0);
        for (String path : paths) {
            String[] header = table.find(path)
                    .map(command -> commandLine(path, command.get())
                            .getCommandSpec()
                            .usageMessage()
                            .header())
                    .orElse(new String[0]);
            here.out().println("  hanse " + path + " ".repeat(width - path.length() + 2) + String.join(" ", header));
        }
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" 0", "Done.");
        codes.put(" 1", "Understood but could not be done; stderr has one line \"error: WHAT; WHAT TO DO ABOUT IT\".");
        codes.put(" 2", "Wrong usage.");
        return codes;
    }
}
