package org.hanse.admin.output;

import java.io.PrintStream;

/** How far a long command is, on one line of a terminal that is overwritten; nothing at all elsewhere. */
public final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean visible;
    private final long total;
    private long position;
    private int shown = -1;

    /**
     * @param total how much there is to do; 0 if nobody knows, then nothing is shown
     */
    public ProgressBar(PrintStream out, boolean visible, long total) {
        this.out = out;
        this.visible = visible && total > 0;
        this.total = total;
    }

    /** Draws only when the percentage changes. */
    public void advance(long amount) {
        position += amount;
        int percent = (int) Math.min(100, position * 100 / Math.max(1, total));
        if (visible && percent != shown) {
            shown = percent;
            int full = percent * WIDTH / 100;
            out.print("\r[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %");
            out.flush();
        }
    }

    /** Makes room for a line of text; the next advance draws the bar again. */
    public void clear() {
        if (visible) {
            out.print("\r\u001b[K");
            shown = -1;
        }
    }

    /** Takes the bar away. */
    public void done() {
        clear();
        out.flush();
    }
}
