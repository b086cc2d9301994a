package org.hanse.admin;

import java.util.ArrayList;
import java.util.List;

/** Joins {@code --flag -name} to {@code --flag=-name}: a value that looks like an option is one for this option only. */
final class FlagArguments {
    private FlagArguments() {}

    static String[] joined(String[] args) {
        List<String> joined = new ArrayList<>(args.length);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--")) {
                joined.addAll(List.of(args).subList(i, args.length));
                break;
            }
            boolean takesNext = args[i].equals("--flag")
                    && i + 1 < args.length
                    && args[i + 1].startsWith("-")
                    && !args[i + 1].startsWith("--");
            joined.add(takesNext ? args[i] + "=" + args[++i] : args[i]);
        }
        return joined.toArray(String[]::new);
    }
}
