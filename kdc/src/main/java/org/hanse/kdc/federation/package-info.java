/**
 * What realms say to each other over HTTPS: this realm's documents, which are signed anew when it is time and shown to everybody; those of its peers; and the messages by which
 * realms that have declared each other agree on keys. docs/federation.md. Decides nothing: the rules are in realm-trust.
 * May use: transport (HttpEndpoint and what belongs to it), realm, config, audit, realm-trust. Is used by: the wiring.
 * Start at {@link org.hanse.kdc.federation.OwnDocuments} and {@link org.hanse.kdc.federation.Agreements}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.federation;
