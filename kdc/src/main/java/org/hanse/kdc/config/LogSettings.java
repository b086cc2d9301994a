package org.hanse.kdc.config;

/**
 * What is logged and where.
 *
 * @param directory a path; a relative one starts at the realm home
 * @param text whether to write kdc.log, for people
 * @param json whether to write audit.jsonl, for machines
 * @param maxMegabytes a file is closed and a new one begun when it has grown past this, and every midnight
 * @param keep how many closed files of each kind stay
 */
public record LogSettings(String directory, boolean text, boolean json, int maxMegabytes, int keep) {
    public static final LogSettings DEFAULT = new LogSettings("log", true, true, 100, 30);
}
