package org.hanse.kdc.realm;

/** Is told how far something is that takes a while. */
public interface Progress {
    /** Nobody looks. */
    Progress UNSEEN = new Progress() {
        @Override
        public void total(long octets) {}

        @Override
        public void advance(long octets) {}
    };

    /** Once, before any is done. */
    void total(long octets);

    void advance(long octets);
}
