package org.hanse.admin.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hanse.admin.doctor.Doctor;
import org.hanse.admin.doctor.Finding;
import org.hanse.admin.doctor.Finding.Level;
import org.hanse.admin.output.CommandFailure;
import org.hanse.admin.output.Json;
import org.hanse.admin.output.JsonOption;
import org.hanse.admin.session.HomeOption;
import org.hanse.admin.session.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hanse doctor}. */
@Command(
        header = "Look whether a realm is well.",
        description = {
            "Looks at realm.yaml, the rights of files, the store and its keys, the clock, trusts and their KDCs, the server's"
                    + " ports, certificates, log and disk: a line for each, ok, warn or fail, with what to do. Exit 1 if"
                    + " anything fails. Changes nothing, and works with the server stopped. KDCs are asked as a client would,"
                    + " for hanse-doctor@REALM, which stands in their log.",
            "",
            "JSON: ok, checks [{level,check,what,cure}].",
            ""
        },
        footer = {"  hanse doctor", "  hanse doctor --home /etc/hanse --json"})
final class DoctorCommand implements HanseCommand {
    private static final String PLAIN = "\u001b[0m";

    @Mixin
    JsonOption json = new JsonOption();

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public int run(Surroundings here) throws CommandFailure {
        List<Finding> findings = new Doctor(home.folder(here), here.clock(), here.random()).examine();
        long failed = findings.stream()
                .filter(finding -> finding.level() == Level.FAIL)
                .count();
        if (json.isWanted()) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("ok", failed == 0);
            value.put("checks", findings.stream().map(DoctorCommand::json).toList());
            Json.print(here.out(), value);
        } else {
            findings.forEach(finding -> here.out().println(line(finding, here.colour())));
            here.out().flush();
        }
        if (failed > 0) {
            throw new CommandFailure(failed == 1 ? "one check fails" : failed + " checks fail", "see the lines above");
        }
        return 0;
    }

    private static String line(Finding finding, boolean colour) {
        return shown(finding.level(), colour) + "  " + String.format("%-7s", finding.check()) + "  " + finding.what()
                + finding.cure().map(cure -> "; " + cure).orElse("");
    }

    /** Ok or fail, as a check's. */
    static String level(boolean ok, boolean colour) {
        return shown(ok ? Level.OK : Level.FAIL, colour);
    }

    private static String shown(Level level, boolean colour) {
        String word = String.format("%-4s", level.word());
        return colour ? colourOf(level) + word + PLAIN : word;
    }

    private static String colourOf(Level level) {
        return switch (level) {
            case OK -> "\u001b[32m";
            case WARN -> "\u001b[33m";
            case FAIL -> "\u001b[1;31m";
        };
    }

    private static Map<String, @Nullable Object> json(Finding finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("level", finding.level().word());
        json.put("check", finding.check());
        json.put("what", finding.what());
        json.put("cure", finding.cure().orElse(null));
        return json;
    }
}
