package org.hanse.admin.command;

import org.hanse.admin.output.ProgressBar;
import org.hanse.admin.session.Surroundings;
import org.hanse.kdc.realm.Progress;

/** How far a backup is, as a bar where somebody looks. */
final class CopyProgress implements Progress {
    private final Surroundings here;
    private ProgressBar bar;

    CopyProgress(Surroundings here) {
        this.here = here;
        this.bar = new ProgressBar(here.err(), false, 0);
    }

    @Override
    public void total(long octets) {
        bar = new ProgressBar(here.err(), here.progress(), octets);
    }

    @Override
    public void advance(long octets) {
        bar.advance(octets);
    }

    /** Takes the bar away. */
    void done() {
        bar.done();
    }
}
