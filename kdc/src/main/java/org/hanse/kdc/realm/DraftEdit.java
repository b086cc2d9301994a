package org.hanse.kdc.realm;

import org.hanse.kdc.principal.PrincipalDraft;

/** What an operator wants changed of a principal, given as it is. May run more than once. */
@FunctionalInterface
public interface DraftEdit {
    /** Changes nothing. */
    DraftEdit NONE = draft -> draft;

    PrincipalDraft apply(PrincipalDraft draft) throws RealmFailure;
}
