package org.hanse.kdc.audit;

import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.appender.RollingRandomAccessFileAppender;
import org.apache.logging.log4j.core.appender.rolling.CompositeTriggeringPolicy;
import org.apache.logging.log4j.core.appender.rolling.DefaultRolloverStrategy;
import org.apache.logging.log4j.core.appender.rolling.SizeBasedTriggeringPolicy;
import org.apache.logging.log4j.core.appender.rolling.TimeBasedTriggeringPolicy;
import org.apache.logging.log4j.core.appender.rolling.action.Action;
import org.apache.logging.log4j.core.appender.rolling.action.DeleteAction;
import org.apache.logging.log4j.core.appender.rolling.action.IfAccumulatedFileCount;
import org.apache.logging.log4j.core.appender.rolling.action.IfFileName;
import org.apache.logging.log4j.core.appender.rolling.action.PathCondition;
import org.apache.logging.log4j.core.appender.rolling.action.PathSortByModificationTime;
import org.apache.logging.log4j.core.async.AsyncLoggerConfig;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.hanse.kdc.config.LogSettings;

/**
 * Two rolling files behind one asynchronous queue (LMAX disruptor), read at the pace that log4j2.component.properties sets. When the queue is full the caller waits:
 * Log4j's default policy, which drops nothing. Closed files are not compressed: that took 8 us of CPU per request, a sixth of what
 * the request itself costs, on the core that answers.
 */
final class LogConfiguration extends AbstractConfiguration {
    static final String TEXT_FILE = "kdc.log";
    static final String JSON_FILE = "audit.jsonl";

    private final Path directory;
    private final LogSettings settings;

    @SuppressWarnings("NullAway") // Log4j sets the context later, and wants null until then
    LogConfiguration(Path directory, LogSettings settings) {
        super(null, ConfigurationSource.NULL_SOURCE);
        this.directory = directory;
        this.settings = settings;
        setName("hanse");
    }

    @Override
    protected void doConfigure() {
        Appender text = file(TEXT_FILE, new LineLayout(LogLines::text));
        LoggerConfig requests = async(RequestLog.LOGGER);
        if (settings.text()) {
            add(requests, text, Level.INFO);
        }
        if (settings.json()) {
            add(requests, file(JSON_FILE, new LineLayout(LogLines::json)), Level.INFO);
        }
        LoggerConfig own = async("org.hanse");
        add(own, text, Level.INFO);
        // Libraries: MINA would tell of every connection that a peer breaks.
        LoggerConfig others = getRootLogger();
        others.setLevel(Level.WARN);
        add(others, text, Level.WARN);
    }

    @SuppressWarnings("NullAway") // Log4j's contract: null for no filter
    private static void add(LoggerConfig logger, Appender appender, Level level) {
        logger.addAppender(appender, level, null);
    }

    private LoggerConfig async(String name) {
        LoggerConfig logger = AsyncLoggerConfig.newAsyncBuilder()
                .setLoggerName(name)
                .setLevel(Level.INFO)
                .setAdditivity(false)
                .setIncludeLocation("false")
                .setRefs(new AppenderRef[0])
                .setConfig(this)
                .build();
        addLogger(name, logger);
        return logger;
    }

    private Appender file(String name, LineLayout layout) {
        Path file = directory.resolve(name);
        Appender appender = RollingRandomAccessFileAppender.newBuilder()
                .setName(name)
                .setConfiguration(this)
                .setLayout(layout)
                .setFileName(file.toAbsolutePath().toString())
                .setFilePattern(literal(file).replace("%", "%%") + "-%d{yyyy-MM-dd}{UTC}-%i")
                .setFilePermissions("rw-r-----")
                // The queue's thread flushes when it has caught up.
                .setImmediateFlush(false)
                .setPolicy(CompositeTriggeringPolicy.createPolicy(
                        TimeBasedTriggeringPolicy.newBuilder().setInterval(1).build(),
                        SizeBasedTriggeringPolicy.createPolicy(settings.maxMegabytes() + " MB")))
                .setStrategy(DefaultRolloverStrategy.newBuilder()
                        .setConfig(this)
                        .setMax("10000")
                        .setCustomActions(new Action[] {keepNewest(name)})
                        .build())
                .build();
        appender.start();
        addAppender(appender);
        return appender;
    }

    @SuppressWarnings("NullAway") // Log4j's contract: null for no script and for no regular expression
    private Action keepNewest(String name) {
        PathCondition tooMany = IfAccumulatedFileCount.createFileCountCondition(settings.keep());
        PathCondition closed = IfFileName.createNameCondition(name + "-*", null, tooMany);
        return DeleteAction.createDeleteAction(
                literal(directory),
                false,
                1,
                false,
                PathSortByModificationTime.createSorter(true),
                new PathCondition[] {closed},
                null,
                this);
    }

    /** Log4j replaces {@code ${...}} in paths. */
    private static String literal(Path path) {
        return path.toAbsolutePath().toString().replace("${", "$${");
    }
}
