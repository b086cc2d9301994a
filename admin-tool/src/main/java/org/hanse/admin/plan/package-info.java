/**
 * What separates a realm's trusts from trusts.yaml, and how to make the one like the other. Start at {@link org.hanse.admin.plan.TrustPlan}.
 * May use: session, output; kdc's operations and config. Is used by: command.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.admin.plan;
