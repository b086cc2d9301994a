/**
 * The files that Kerberos software shares: keytab, credential cache, krb5.conf, as MIT krb5 reads and writes them.
 * May use: ap, crypto, wire, name. Is used by: client, kdc, admin-tool.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.protocol.file;
