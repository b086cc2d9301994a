/**
 * One file per command: its options, what it asks of the realm or of the client library, and what it prints.
 * {@link org.hanse.admin.command.CommandTable} lists them all; a new command is one line there.
 * May use: session, output, and the rooms of kdc and client. Is used by: Main.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.command;
