/** The two exchanges as a function, tested without a socket or a store. Start at {@link org.hanse.kdc.engine.TestRealm}. */
package org.hanse.kdc.engine;
