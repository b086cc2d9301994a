/**
 * The HTTPS side of what realms agree on: this realm's documents, which are signed anew when it is time and shown to everybody.
 * docs/federation.md. Decides nothing: the rules are in realm-trust.
 * May use: transport (HttpEndpoint and what belongs to it), realm, config, realm-trust. Is used by: the wiring.
 * Start at {@link org.hanse.kdc.federation.OwnDocuments}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.federation;
