/**
 * One structured record per decision, the named reasons of refusal, and the log that shows both to people and machines.
 * May use: protocol. Is used by: every room of the server. Start at {@link org.hanse.kdc.audit.RequestRecord}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.audit;
