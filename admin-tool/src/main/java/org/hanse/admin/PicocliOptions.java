package org.hanse.admin;

import java.util.List;
import org.hanse.admin.command.HanseCommand;
import org.hanse.admin.output.UsageFailure;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads any arguments by picocli, and tells what is wrong with them in one line. A class of its own, so that others load nothing of it. */
final class PicocliOptions {
    private PicocliOptions() {}

    static void fill(HanseCommand command, String path, String[] args) throws UsageFailure {
        try {
            HelpPages.commandLine(path, command).parseArgs(args);
        } catch (ParameterException wrong) {
            throw new UsageFailure(oneLine(wrong), "see hanse " + path + " --help");
        }
    }

    private static String oneLine(ParameterException wrong) {
        String message = String.valueOf(wrong.getMessage())
                .lines()
                .reduce((a, b) -> a + " " + b.strip())
                .orElse("");
        String text =
                message.isEmpty() ? "wrong arguments" : Character.toLowerCase(message.charAt(0)) + message.substring(1);
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            return near.isEmpty() ? text : text + ", did you mean " + near.get(0) + "?";
        }
        return text;
    }
}
