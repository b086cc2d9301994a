/**
 * One message to one endpoint, over UDP, TCP or HTTPS, and its answer; no policy about which endpoint or how often. RFC 4120 §7.2,
 * MS-KKDCP.
 * May use: ap, crypto, wire, name. Is used by: client, kdc.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.channel;
