/**
 * The krb5 mechanism and SPNEGO as tokens: context tokens, per-message tokens, negotiation. RFC 4121, RFC 4178.
 * May use: ap, crypto, wire, name. Is used by: client.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.gss;
