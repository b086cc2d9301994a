/**
 * Introductions: a realm that two others trust tells each of them who the other is, once, signed, so that the two make keys of their own. docs/federation.md.
 * May use: declaration, trust, document; protocol. Is used by: kdc.
 * Start at {@link org.hanse.realmtrust.introduction.Introduction}, then {@link org.hanse.realmtrust.introduction.IntroductionRules}.
 */
@org.jspecify.annotations.NullMarked
package org.hanse.realmtrust.introduction;
