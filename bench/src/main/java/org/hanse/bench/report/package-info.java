/** What was measured, as figures, as a table for people and as JSON for programs. */
package org.hanse.bench.report;
