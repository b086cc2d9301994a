package org.hanse.kdc.audit;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;

/** Log events to lines by a plain function. The thread of the log's queue is the only one that writes. */
final class LineLayout extends AbstractStringLayout {
    private final BiConsumer<LogLine, LogEvent> writer;

    /** Kept between events: see {@link LogLine}. */
    private final LogLine line = new LogLine();

    /** @param writer writes the event with its line end, or nothing */
    LineLayout(BiConsumer<LogLine, LogEvent> writer) {
        super(StandardCharsets.UTF_8);
        this.writer = writer;
    }

    @Override
    public void encode(LogEvent event, ByteBufferDestination destination) {
        synchronized (line) {
            writer.accept(line.clear(), event);
            destination.writeBytes(line.octets(), 0, line.length());
        }
    }

    @Override
    public String toSerializable(LogEvent event) {
        LogLine whole = new LogLine();
        writer.accept(whole, event);
        return whole.toString();
    }
}
