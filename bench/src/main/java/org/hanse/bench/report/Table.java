package org.hanse.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hanse.bench.load.Transport;
import org.hanse.bench.report.Report.Latency;
import org.hanse.bench.report.Report.Round;
import org.hanse.bench.report.Report.Server;
import org.hanse.bench.request.RequestKind;

/** A report for people. The first server is the one that the others are measured against. */
public final class Table {
    private final Report report;
    private final String base;
    private final StringBuilder out = new StringBuilder();

    private Table(Report report) {
        this.report = report;
        this.base = report.servers().get(0).name();
    }

    public static String of(Report report) {
        Table table = new Table(report);
        table.heading();
        for (Transport transport : Transport.values()) {
            table.section(
                    "CPU of the server, microseconds per request, " + transport.title(),
                    "times less",
                    1,
                    transport,
                    Round::cpuMicros,
                    true);
            table.section(
                    "Requests per second, " + transport.title(), "times more", 0, transport, Round::perSecond, false);
            table.shares(transport);
        }
        table.latencies();
        table.servers();
        return table.out.toString();
    }

    private void heading() {
        var machine = report.machine();
        var held = report.conditions();
        line(
                "%s, %d cores, %s; load average %.1f before, %.1f after%s",
                machine.cpu(),
                machine.cores(),
                machine.kernel(),
                machine.loadBefore(),
                machine.loadAfter(),
                machine.loadBefore() > 0.5 ? ": THE MACHINE WAS BUSY, only CPU time says anything" : "");
        line(
                "%d principals, all keys %s, TGTs of %d users; server on core %d, load generator on core %d, %d requests open",
                held.principals(), held.enctype(), held.tgts(), held.serverCore(), held.loadCore(), held.window());
        line(
                "%d rounds of about %.1f s, the servers in turn: the median, and in parentheses the lowest and the highest round",
                held.rounds(), held.secondsPerRound());
        for (Server server : report.servers()) {
            line("  %-16s %s", server.name(), server.description());
        }
        int answered = report.rounds().stream().mapToInt(Round::answered).sum();
        int lost = report.rounds().stream().mapToInt(Round::lost).sum();
        int checked = report.rounds().stream().mapToInt(Round::checked).sum();
        line("%d requests answered, %d lost; %d answers decrypted, all real", answered, lost, checked);
        line(
                "the load generator used at most %.0f %% of its core; near 100 %% it, and not the server, limits requests per second",
                100
                        * report.rounds().stream()
                                .mapToDouble(Round::generatorLoad)
                                .max()
                                .orElse(0));
        for (Server server : report.servers()) {
            if (server.warmUpSeconds() > 0) {
                line(
                        "%s was warmed up for %.0f s; its compilers then still used %.1f %% of its CPU time",
                        server.name(), server.warmUpSeconds(), 100 * server.compilerShareAfterWarmUp());
            }
        }
    }

    private void section(
            String title,
            String better,
            int decimals,
            Transport transport,
            ToDoubleFunction<Round> figure,
            boolean lessIsBetter) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(title));
        for (Server server : report.servers()) {
            head.add(server.name());
            if (!server.name().equals(base)) {
                head.add(better);
            }
        }
        rows.add(head);
        for (RequestKind kind : RequestKind.values()) {
            if (report.rounds().stream().noneMatch(one -> one.transport() == transport && one.kind() == kind)) {
                continue;
            }
            List<String> row = new ArrayList<>(List.of(kind.title()));
            for (Server server : report.servers()) {
                row.add(Series.of(rounds(server.name(), transport, kind).mapToDouble(figure))
                        .text(decimals));
                if (!server.name().equals(base)) {
                    row.add(ratios(server.name(), transport, kind, figure, lessIsBetter)
                            .text(2));
                }
            }
            rows.add(row);
        }
        if (rows.size() > 1) {
            print(rows);
        }
    }

    /** Round by round, so that what disturbed both servers of a round does not count. */
    private Series ratios(
            String server,
            Transport transport,
            RequestKind kind,
            ToDoubleFunction<Round> figure,
            boolean lessIsBetter) {
        return Series.of(rounds(server, transport, kind)
                .flatMapToDouble(ours -> rounds(base, transport, kind)
                        .filter(theirs -> theirs.round() == ours.round())
                        .mapToDouble(theirs -> lessIsBetter
                                ? figure.applyAsDouble(theirs) / figure.applyAsDouble(ours)
                                : figure.applyAsDouble(ours) / figure.applyAsDouble(theirs))));
    }

    private Stream<Round> rounds(String server, Transport transport, RequestKind kind) {
        return report.rounds().stream()
                .filter(one -> one.server().equals(server) && one.transport() == transport && one.kind() == kind);
    }

    /** Of all kinds together, since a round is short for the hundredths of a second that the kernel counts in. */
    private void shares(Transport transport) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "Where the CPU time went, %, " + transport.title(),
                "user",
                "kernel",
                "compiler",
                "collector",
                "log's threads"));
        for (Server server : report.servers()) {
            List<Round> of = report.rounds().stream()
                    .filter(one -> one.server().equals(server.name()) && one.transport() == transport)
                    .toList();
            double all = total(of, Round::cpuMicros);
            if (all > 0) {
                rows.add(List.of(
                        server.name(),
                        percent(total(of, one -> one.went().user()) / all),
                        percent(total(of, one -> one.went().kernel()) / all),
                        percent(total(of, one -> one.went().compiler()) / all),
                        percent(total(of, one -> one.went().collector()) / all),
                        percent(total(of, one -> one.went().log()) / all)));
            }
        }
        if (rows.size() > 1) {
            print(rows);
        }
    }

    private static double total(List<Round> rounds, ToDoubleFunction<Round> perRequest) {
        return rounds.stream()
                .mapToDouble(one -> perRequest.applyAsDouble(one) * one.answered())
                .sum();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private void latencies() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head =
                new ArrayList<>(List.of("Microseconds until the answer, UDP: p50 / p99 / p99.9", "requests/s"));
        report.servers().forEach(server -> head.add(server.name()));
        rows.add(head);
        for (RequestKind kind : RequestKind.values()) {
            Optional<Latency> any = report.latencies().stream()
                    .filter(one -> one.kind() == kind)
                    .findFirst();
            if (any.isEmpty()) {
                continue;
            }
            List<String> row = new ArrayList<>(List.of(
                    kind.title(), String.format(Locale.ROOT, "%.0f", any.get().perSecond())));
            for (Server server : report.servers()) {
                row.add(latency(server.name(), kind, Latency::p50)
                        + " / " + latency(server.name(), kind, Latency::p99)
                        + " / " + latency(server.name(), kind, Latency::p999)
                        + lost(server.name(), kind));
            }
            rows.add(row);
        }
        if (rows.size() > 1) {
            print(rows);
        }
    }

    private String latency(String server, RequestKind kind, ToDoubleFunction<Latency> figure) {
        Series series = Series.of(report.latencies().stream()
                .filter(one -> one.server().equals(server) && one.kind() == kind)
                .mapToDouble(figure));
        return series.isEmpty() ? "-" : String.format(Locale.ROOT, "%.0f", series.median());
    }

    private String lost(String server, RequestKind kind) {
        int lost = report.latencies().stream()
                .filter(one -> one.server().equals(server) && one.kind() == kind)
                .mapToInt(Latency::lost)
                .sum();
        return lost == 0 ? "" : ", lost " + lost;
    }

    private void servers() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("The processes", "start to first answer, ms", "resident MB at first", "resident MB at last"));
        for (Server server : report.servers()) {
            rows.add(List.of(
                    server.name(),
                    new Series(server.startMillis()).text(0),
                    megabytes(server.residentKilobytesAtFirst()),
                    megabytes(server.residentKilobytesAtLast())));
        }
        print(rows);
    }

    private static String megabytes(long kilobytes) {
        return String.format(Locale.ROOT, "%.0f", kilobytes / 1024.0);
    }

    /** The first column to the left, the others to the right. */
    private void print(List<List<String>> rows) {
        out.append('\n');
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + gap : "  " + gap + row.get(i));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
