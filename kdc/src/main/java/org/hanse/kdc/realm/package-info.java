/**
 * What operators ask for: make a realm home, keep its principals, policies and trusts, hand out keytabs and krb5.conf. Works
 * over the store's ports; no HTTP, no printing. Names and keys follow RFC 4120 §6 and RFC 3961.
 * May use: principal, config, realm-trust, protocol. Is used by: kdc/admin, admin-tool.
 * Start at {@link org.hanse.kdc.realm.Principals}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.realm;
