package org.hanse.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hanse.bench.load.LoadResult;
import org.hanse.bench.load.Transport;
import org.hanse.bench.server.GcLog;
import org.hanse.bench.server.Vitals;

/** What a soak came to: counts, samples over time, pauses; and whether anything grew or failed. As Markdown, to be kept. */
final class SoakReport {
    /** Between the third and the fourth quarter of the run: before that caches that hold minutes of requests fill. */
    private static final double MOST_GROWTH = 1.10;
    /** Below it growth is noise, whatever its share. */
    private static final double NOISE_MEGABYTES = 32;

    private static final double NOISE_COUNT = 8;
    /** More than one in so many without an answer is no matter of a busy machine. */
    private static final int LOST_IN = 10_000;
    /** More than that is not kept in sentences. */
    private static final int MOST_FAULTS = 50;

    private final List<Sample> samples = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<Transport, Counts> counts = new EnumMap<>(Transport.class);
    private int checked;
    private int askedAgain;
    private int unkept;

    private record Sample(double minute, Vitals vitals) {}

    private record Counts(long answered, long wrong, long lost) {
        Counts plus(LoadResult result) {
            return new Counts(answered + result.answered(), wrong + result.wrong(), lost + result.lost());
        }
    }

    void add(Transport transport, LoadResult result) {
        counts.merge(transport, new Counts(0, 0, 0).plus(result), (before, one) -> before.plus(result));
        checked += result.sample().size();
    }

    void askedAgain(int times) {
        askedAgain = times;
    }

    void sample(double minute, Vitals vitals) {
        samples.add(new Sample(minute, vitals));
    }

    void fault(String sentence) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(sentence);
        } else {
            unkept++;
        }
    }

    /** What must not be: in sentences, none if all is well. */
    List<String> verdict(GcLog log) {
        List<String> all = new ArrayList<>(faults);
        if (unkept > 0) {
            all.add("and " + unkept + " more");
        }
        counts.forEach((transport, count) -> {
            if (count.wrong() > 0) {
                all.add(count.wrong() + " requests got another message than they should over " + transport);
            }
            if (count.lost() * LOST_IN > count.answered()) {
                all.add(count.lost() + " requests got no answer in time over " + transport);
            }
        });
        grown("resident memory, MB", megabytes(samples), NOISE_MEGABYTES, all);
        grown("heap in use after a collection, MB", heap(log), NOISE_MEGABYTES, all);
        grown("threads", series(one -> one.vitals().threads()), NOISE_COUNT, all);
        grown("open files", series(one -> one.vitals().openFiles()), NOISE_COUNT, all);
        return all;
    }

    private static void grown(String what, List<Double> values, double noise, List<String> verdict) {
        int quarter = values.size() / 4;
        if (quarter == 0) {
            return;
        }
        double third = mean(values.subList(2 * quarter, 3 * quarter));
        double last = mean(values.subList(3 * quarter, values.size()));
        if (last > third * MOST_GROWTH && last - third > noise) {
            verdict.add(String.format(
                    Locale.ROOT, "%s grew: %.0f in the third quarter, %.0f in the last", what, third, last));
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private List<Double> series(ToDoubleFunction<Sample> figure) {
        return samples.stream().map(figure::applyAsDouble).toList();
    }

    private static List<Double> megabytes(List<Sample> samples) {
        return samples.stream()
                .map(one -> one.vitals().residentKilobytes() / 1024.0)
                .toList();
    }

    private static List<Double> heap(GcLog log) {
        return log.pauses().stream()
                .filter(GcLog.Pause::ordered)
                .map(pause -> (double) pause.megabytesAfter())
                .toList();
    }

    /** The body of the note; what it is a note of is for the caller to say. */
    String markdown(Map<Operator.Change, Integer> changes, GcLog log) {
        StringBuilder out = new StringBuilder();
        counts.forEach((transport, count) -> line(
                out,
                "- %s: %,d requests answered, %d with another message than they should, %d without an answer in time",
                transport,
                count.answered(),
                count.wrong(),
                count.lost()));
        line(out, "- %,d answers decrypted, as their clients and services would", checked);
        line(
                out,
                "- changes on the running realm, each seen to be in force: %s; logins that had to ask again for this: %d",
                changes,
                askedAgain);
        pauses(out, log);
        List<String> verdict = verdict(log);
        line(out, "");
        line(out, verdict.isEmpty() ? "**Nothing failed and nothing grew.**" : "**Not well:**");
        verdict.forEach(one -> line(out, "- %s", one));
        minutes(out, log);
        return out.toString();
    }

    private static void pauses(StringBuilder out, GcLog log) {
        double[] millis = log.pauses().stream()
                .filter(pause -> !pause.ordered())
                .mapToDouble(GcLog.Pause::millis)
                .sorted()
                .toArray();
        if (millis.length == 0) {
            line(out, "- the collector never paused the server");
            return;
        }
        double total = 0;
        for (double one : millis) {
            total += one;
        }
        line(
                out,
                "- %d pauses of the collector: the longest %.1f ms, p99 %.1f ms, median %.1f ms, %.1f s together",
                millis.length,
                millis[millis.length - 1],
                millis[(int) Math.ceil(0.99 * millis.length) - 1],
                millis[millis.length / 2],
                total / 1e3);
    }

    /** A row a minute; the collections that were ordered come once a minute too. */
    private void minutes(StringBuilder out, GcLog log) {
        List<Double> heap = heap(log);
        line(out, "");
        line(out, "| minute | resident MB | heap in use after a collection, MB | threads | open files |");
        line(out, "| ---: | ---: | ---: | ---: | ---: |");
        int row = 0;
        for (Sample sample : samples) {
            if (sample.minute() >= row) {
                line(
                        out,
                        "| %d | %.0f | %s | %d | %d |",
                        row,
                        sample.vitals().residentKilobytes() / 1024.0,
                        row < heap.size() ? String.format(Locale.ROOT, "%.0f", heap.get(row)) : "",
                        sample.vitals().threads(),
                        sample.vitals().openFiles());
                row++;
            }
        }
    }

    private static void line(StringBuilder out, String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
