package org.hanse.bench.server;

/** What a process holds at a moment. */
public record Vitals(long residentKilobytes, int threads, int openFiles) {}
