package org.hanse.kdc.audit;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes the steps of agreements to kdc.log and audit.jsonl, among requests. Thread-safe. */
public final class AgreementLog {
    private final Logger logger = LogManager.getLogger(RequestLog.LOGGER);

    public void record(AgreementRecord step) {
        logger.log(step.alarming() ? Level.WARN : Level.INFO, new AgreementMessage(step));
    }
}
