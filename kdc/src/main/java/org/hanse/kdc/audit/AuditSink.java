package org.hanse.kdc.audit;

/** Takes one record per request. Thread-safe; must not block the request for longer than a queue's hand-over. */
public interface AuditSink {
    void record(RequestRecord request);
}
