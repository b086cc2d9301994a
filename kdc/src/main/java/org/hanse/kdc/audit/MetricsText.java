package org.hanse.kdc.audit;

import java.util.Locale;

/**
 * Figures in the text format of Prometheus, version 0.0.4, which every collector of OpenMetrics reads too. Labels are words of ours: nothing
 * that a peer sent becomes one, so their number is bounded. Of one thread.
 */
public final class MetricsText {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(16 * 1024);

    /** Samples of a figure that only grows; its name ends in {@code _total}. */
    public MetricsText counter(String name, String help) {
        return begin(name, "counter", help);
    }

    /** Samples of a figure that goes up and down. */
    public MetricsText gauge(String name, String help) {
        return begin(name, "gauge", help);
    }

    /** Samples of what is counted by size, which {@link Durations} writes. */
    public MetricsText histogram(String name, String help) {
        return begin(name, "histogram", help);
    }

    private MetricsText begin(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /** @param labels name, value, name, value, ... */
    public MetricsText sample(String name, double value, String... labels) {
        text.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            text.append(escaped(labels[i + 1])).append('"');
        }
        text.append(labels.length > 0 ? "} " : " ").append(number(value)).append('\n');
        return this;
    }

    /** @param labels name, value, name, value, ... */
    public MetricsText sample(String name, long value, String... labels) {
        return sample(name, (double) value, labels);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return isWhole ? Long.toString((long) value) : String.format(Locale.ROOT, "%s", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
