/**
 * Local rules, written as tables: what a principal may do, what an option needs. RFC 4120 §3.1.3, §3.3.3.
 * May use: ticket and below. Is used by: as, tgs.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.kdc.policy;
