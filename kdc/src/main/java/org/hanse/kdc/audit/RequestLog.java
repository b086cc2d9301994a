package org.hanse.kdc.audit;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes every request to kdc.log and audit.jsonl, as {@link ServerLog} has set them up. The thread that answers the client hands
 * a reference to a queue and goes on; when the queue is full it waits, so that nothing is dropped.
 */
public final class RequestLog implements AuditSink {
    /** Log4j's name of the stream of records. */
    static final String LOGGER = "org.hanse.requests";

    private final Logger logger = LogManager.getLogger(LOGGER);

    @Override
    public void record(RequestRecord request) {
        logger.info(new RequestMessage(request));
    }
}
