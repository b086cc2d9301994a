/**
 * The krb5 mechanism and SPNEGO as tokens: context tokens, per-message tokens, negotiation. RFC 4121, RFC 4178, RFC 2743 §3.1.
 * Octets in, records out, and back; who is admitted is decided by the callers. Every token is read by a small strict DER
 * reader that checks each length before it allocates.
 * May use: ap, crypto, wire, name. Is used by: client. Start at {@link org.hanse.protocol.gss.ContextToken} for what arrives
 * first, and at {@link org.hanse.protocol.gss.GssContext} for what is protected afterwards.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.gss;
