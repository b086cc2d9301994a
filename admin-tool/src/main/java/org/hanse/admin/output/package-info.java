/**
 * The forms that people and scripts read and write: aligned tables, JSON, times, durations, and failures of one line.
 * May use: protocol. Is used by: session, command, Main.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.output;
