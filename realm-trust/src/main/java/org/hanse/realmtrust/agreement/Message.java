package org.hanse.realmtrust.agreement;

/** A message from one realm to another, without its signature. */
public record Message(Head head, Body body) {}
