package org.hanse.realmtrust.agreement;

/** The matter of a message. */
public sealed interface Body permits Proposal, Answer, Confirmation, Rejection, Notice {
    <T> T fold(Cases<T> cases);

    /** One case for each kind. */
    interface Cases<T> {
        T proposal(Proposal proposal);

        T answer(Answer answer);

        T confirmation(Confirmation confirmation);

        T rejection(Rejection rejection);

        T notice(Notice notice);
    }
}
