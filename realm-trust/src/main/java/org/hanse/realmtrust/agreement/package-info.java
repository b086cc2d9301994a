/**
 * The key agreement between two realms that have declared each other, as a pure state machine: a state, what happened and the time
 * go in; the next state, changes of keys, messages to send and events come out. No socket, no SQL, no clock. docs/formats/agreement.md
 * has every message, input of a hash, state and transition. May use: trust, protocol. Is used by: kdc. Start at
 * {@link org.hanse.realmtrust.agreement.Agreement}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.agreement;
