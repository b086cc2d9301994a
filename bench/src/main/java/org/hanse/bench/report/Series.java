package org.hanse.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The same figure over several rounds. */
public record Series(List<Double> values) {
    public Series {
        values = values.stream().sorted().toList();
    }

    public static Series of(DoubleStream values) {
        return new Series(values.boxed().toList());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public double median() {
        int half = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(half) : (values.get(half - 1) + values.get(half)) / 2;
    }

    /** The median, and the lowest and highest round. */
    public String text(int decimals) {
        if (isEmpty()) {
            return "-";
        }
        String number = "%." + decimals + "f";
        String median = String.format(Locale.ROOT, number, median());
        return values.size() == 1
                ? median
                : median
                        + String.format(
                                Locale.ROOT,
                                " (" + number + "-" + number + ")",
                                values.get(0),
                                values.get(values.size() - 1));
    }
}
