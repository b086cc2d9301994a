/**
 * Kerberos cryptography: protocol keys, sealing and opening, keyed checksums, PRF, string-to-key. RFC 3961, 3962, 8009.
 * Written on the JCE's AES and HMAC; Kerby's crypto is the oracle of the tests.
 * May use: wire, name. Is used by: ap, gss, file, client, kdc. Start at {@link org.hanse.protocol.crypto.ProtocolKey}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.crypto;
