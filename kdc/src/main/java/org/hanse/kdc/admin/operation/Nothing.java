package org.hanse.kdc.admin.operation;

/** Where there is nothing to say. */
public record Nothing() {}
