/**
 * The side-by-side run with krb5kdc. Start at {@link org.hanse.bench.SideBySide}; {@code scripts/bench} runs {@link
 * org.hanse.bench.Main}.
 */
package org.hanse.bench;
