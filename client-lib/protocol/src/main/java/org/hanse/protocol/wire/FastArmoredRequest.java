package org.hanse.protocol.wire;

import java.util.Optional;

/**
 * KrbFastArmoredReq, RFC 6113 §5.4.2: the value of PA-FX-FAST in a request.
 *
 * @param armor present in an AS-REQ; absent in a TGS-REQ, whose own authenticator is the armor
 * @param checksum binds it to the request around it, under the armor key
 * @param sealed a {@link FastRequest} under the armor key
 */
public record FastArmoredRequest(Optional<FastArmor> armor, Checksum checksum, EncryptedData sealed) {}
