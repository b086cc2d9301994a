package org.hanse.realmtrust.agreement;

/** Nothing but the head: suspended, resumed, removed, revoked, ready, in use, or heard, as the standing says. */
public record Notice() implements Body {
    @Override
    public <T> T fold(Cases<T> cases) {
        return cases.notice(this);
    }
}
