/**
 * What refusals mean, for the person who can mend them: a page for each reason of the KDC and of the service's side. The pages are
 * text in this room's resources, one file per group, since they name commands that no room below knows; docs/refusals.md is made of
 * them.
 * May use: kdc's audit, client's accept, protocol. Is used by: command. Start at {@link org.hanse.admin.refusal.Pages}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.refusal;
