/**
 * What administrators can ask of a realm, whoever asks and by whatever way: each {@link org.hanse.kdc.admin.operation.Operation} is a
 * record in, a record out, the rights that it needs and the deed. The command line carries them out on a home or sends them to a server;
 * the server takes them over HTTPS. Records have one form in JSON, {@link org.hanse.kdc.admin.operation.Form}.
 * May use: realm, principal, config, realm-trust, protocol. Is used by: kdc/admin, admin-tool.
 * Start at {@link org.hanse.kdc.admin.operation.Operations}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.admin.operation;
