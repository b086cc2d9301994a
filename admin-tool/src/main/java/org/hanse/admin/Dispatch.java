package org.hanse.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hanse.admin.command.CommandTable;
import org.hanse.admin.command.HanseCommand;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.UsageFailure;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.principal.StoreFault;
import org.hanse.kdc.principal.StoreRefusal;
import org.hanse.kdc.realm.RealmFailure;
import org.hanse.protocol.name.InvalidNameException;
import org.jspecify.annotations.Nullable;

/**
 * From arguments to an exit code: finds the command, has its options read, runs it, and turns every way of failing
 * into one line on stderr. 0 done, 1 could not be done, 2 wrong usage.
 */
final class Dispatch {
    private final CommandTable table;

    Dispatch(CommandTable table) {
        this.table = table;
    }

    int run(String[] args, Surroundings here) {
        try {
            return call(args, here);
        } catch (CommandFailure failure) {
            return fail(here, failure.what() + "; " + failure.cure(), failure.exitCode());
        } catch (RealmFailure failure) {
            return fail(here, String.valueOf(failure.getMessage()), failure.isMalformed() ? 2 : 1);
        } catch (StoreFault | StoreRefusal failure) {
            debug(failure, here);
            return fail(here, String.valueOf(failure.getMessage()), 1);
        } catch (IOException failure) {
            return fail(here, told(failure), 1);
        } catch (UncheckedIOException failure) {
            return fail(here, told(failure.getCause()), 1);
        } catch (InvalidNameException name) {
            return fail(here, name.getMessage() + "; write it as NAME, NAME/INSTANCE or NAME@REALM", 2);
        } catch (RuntimeException bug) {
            debug(bug, here);
            return fail(here, "internal: " + bug + "; please report it with the output of HANSE_DEBUG=1", 1);
        }
    }

    private static void debug(RuntimeException failure, Surroundings here) {
        if (here.env().containsKey("HANSE_DEBUG")) {
            failure.printStackTrace(here.err());
        }
    }

    private int call(String[] args, Surroundings here) throws CommandFailure, RealmFailure, IOException {
        if (args.length == 0) {
            throw new UsageFailure("no command given", "see hanse --help");
        }
        String first = args[0];
        if (isHelp(first)) {
            HelpPages.everything(table, here);
            return 0;
        }
        if (first.equals("--version")) {
            here.out().println("hanse " + HelpPages.version());
            return 0;
        }
        if (!table.groups().containsKey(first)) {
            return callPath(first, Arrays.copyOfRange(args, 1, args.length), here);
        }
        if (args.length == 1) {
            throw new UsageFailure("hanse " + first + " needs a word after it", "see hanse " + first + " --help");
        }
        if (isHelp(args[1])) {
            HelpPages.group(table, first, here);
            return 0;
        }
        return callPath(first + " " + args[1], Arrays.copyOfRange(args, 2, args.length), here);
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h") || word.equals("help");
    }

    private int callPath(String path, String[] args, Surroundings here)
            throws CommandFailure, RealmFailure, IOException {
        Optional<Supplier<HanseCommand>> found = table.find(path);
        if (found.isEmpty()) {
            throw table.isLater(path)
                    ? new UsageFailure("hanse " + path + " is not built yet", "see hanse --help for what is")
                    : new UsageFailure("there is no command \"hanse " + path + "\"", "see hanse --help");
        }
        HanseCommand command = found.get().get();
        if (isHelpAsked(args)) {
            HelpPages.commandLine(path, command).usage(here.out(), HelpPages.ansi(here));
            return 0;
        }
        String[] joined = FlagArguments.joined(args);
        if (!ReadyOptions.fill(command, path, joined)) {
            PicocliOptions.fill(command, path, joined);
        }
        return command.run(here);
    }

    /** Before parsing, so that a half-typed command still gets its page. */
    private static boolean isHelpAsked(String[] args) {
        List<String> words = Arrays.asList(args);
        int end = words.indexOf("--");
        return (end < 0 ? words : words.subList(0, end)).contains("--help");
    }

    private static String told(@Nullable IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            String file = missing.getFile();
            return file + (file.endsWith(" does not exist") ? "" : " does not exist") + "; check the path";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written by this user; check its owner and mode";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason() + "; check the path";
        }
        String message = failure == null ? null : failure.getMessage();
        return (message == null ? "input or output failed" : message)
                + "; check that the file, the disk or the network is there";
    }

    private static int fail(Surroundings here, String message, int code) {
        here.out().flush();
        here.err().println("error: " + message.replace('\n', ' ').replace('\r', ' '));
        return code;
    }
}
