/**
 * Federations: a signed list of realms, which pins each member's identity and URL and nothing more; the rules by which one list follows another, and what
 * a realm that has joined makes of it. docs/federation.md.
 * May use: declaration, trust, document; protocol. Is used by: kdc.
 * Start at {@link org.hanse.realmtrust.federation.FederationList}, then {@link org.hanse.realmtrust.federation.Membership}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.federation;
