package org.hanse.kdc.admin.operation;

/** A principal, policy or realm by its name. */
public record Named(String name) {}
