package org.hanse.protocol.crypto;

/** What seals and opens under one usage: Ke and Ki of RFC 3961 §5.3. Immutable, so that it may be published by a race. */
record SealingKeys(AesKey encryption, HmacKey integrity) {}
