/**
 * The {@code hanse} command: from arguments to one command's run to an exit code. The contract of names, options, output
 * forms and exit codes is {@code docs/cli-contract.md}.
 * May use: command, session, output. Is used by: nobody. Start at {@link org.hanse.admin.Main}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin;
