package org.hanse.kdc.audit;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes administrators' requests to kdc.log and audit.jsonl, among those of clients. */
public final class AdminLog {
    private final Logger logger = LogManager.getLogger(RequestLog.LOGGER);

    public void record(AdminRecord request) {
        logger.info(new AdminMessage(request));
    }
}
