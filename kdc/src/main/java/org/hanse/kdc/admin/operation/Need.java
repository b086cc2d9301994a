package org.hanse.kdc.admin.operation;

import java.util.Optional;
import org.hanse.kdc.realm.Right;

/**
 * A right that an operation needs.
 *
 * @param target the principal that it concerns, as the request names it; empty for what concerns none
 * @param imposes whether the operation imposes the restrictions that come with the right. One that cannot is refused to whom they bind
 */
public record Need(Right right, Optional<String> target, boolean imposes) {
    static Need of(Right right) {
        return new Need(right, Optional.empty(), false);
    }

    static Need on(Right right, String target) {
        return new Need(right, Optional.of(target), false);
    }

    static Need imposing(Right right, String target) {
        return new Need(right, Optional.of(target), true);
    }
}
