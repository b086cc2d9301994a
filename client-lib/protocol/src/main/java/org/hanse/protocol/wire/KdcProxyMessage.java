package org.hanse.protocol.wire;

import java.util.Optional;

/**
 * KDC-PROXY-MESSAGE, MS-KKDCP 2.2.2: what goes both ways over HTTPS.
 *
 * @param message a Kerberos message, without the four octets of its length that go before it on the wire
 * @param targetDomain the realm whose KDC is asked, in any case; a reply has none
 */
public record KdcProxyMessage(Octets message, Optional<String> targetDomain) {}
