/**
 * What login and tickets share: asking the KDCs of a realm, and judging what they answer. RFC 4120 §3.1.5, §3.3.4, §7.2.
 * Where the KDCs are, in which order and how long they are asked is decided here; the exchanges above decide what to ask.
 * May use: protocol. Is used by: login, tickets. Start at {@link org.hanse.client.kdc.KdcSender}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.client.kdc;
