package org.hanse.kdc.audit;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/** Log events to lines by a plain function. */
final class LineLayout extends AbstractStringLayout {
    private final Function<LogEvent, String> line;

    /** @param line with its line end */
    LineLayout(Function<LogEvent, String> line) {
        super(StandardCharsets.UTF_8);
        this.line = line;
    }

    @Override
    public String toSerializable(LogEvent event) {
        return line.apply(event);
    }
}
