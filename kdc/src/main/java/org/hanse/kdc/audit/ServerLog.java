package org.hanse.kdc.audit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.hanse.kdc.config.LogSettings;

/**
 * Sets up Log4j for the server, from code alone: no file of the working directory and no system property decides where the log
 * goes. Call {@link #start} before anything else logs.
 */
public final class ServerLog implements AutoCloseable {
    private final LoggerContext context;

    private ServerLog(LoggerContext context) {
        this.context = context;
    }

    /**
     * @param home where a relative directory starts
     * @throws IOException if the directory cannot be made or written to
     */
    public static ServerLog start(Path home, LogSettings settings) throws IOException {
        Path directory = home.resolve(settings.directory());
        makeWritable(directory);
        LogConfiguration configuration = new LogConfiguration(directory, settings);
        LoggerContext context = Configurator.initialize(ServerLog.class.getClassLoader(), configuration);
        if (context.getConfiguration() != configuration) {
            // Something has logged before us, so Log4j had chosen for itself.
            context.reconfigure(configuration);
        }
        return new ServerLog(context);
    }

    private static void makeWritable(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        }
        for (Path path : List.of(
                directory,
                directory.resolve(LogConfiguration.TEXT_FILE),
                directory.resolve(LogConfiguration.JSON_FILE))) {
            if (Files.exists(path) && !Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    /** Writes what is queued. What is logged after it goes nowhere. */
    @Override
    public void close() {
        context.reconfigure(new NullConfiguration());
    }
}
