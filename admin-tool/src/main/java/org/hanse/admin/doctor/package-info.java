/**
 * Whether a realm home is well, whether or not its server runs: one file per thing that is looked at. Changes nothing; leaves
 * nothing behind but the lines that its questions make in the server's log.
 * May use: kdc, protocol, output. Is used by: command. Start at {@link org.hanse.admin.doctor.Doctor}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.doctor;
