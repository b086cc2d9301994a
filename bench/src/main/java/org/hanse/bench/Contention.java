package org.hanse.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.hanse.bench.load.LoadThread;

/** Where threads of this process waited for one another, by Flight Recorder: monitors that were taken, and locks that made a thread park. */
final class Contention implements AutoCloseable {
    private static final String MONITOR = "jdk.JavaMonitorEnter";
    private static final String PARK = "jdk.ThreadPark";
    private static final String OURS = "org.hanse.";
    private static final String BENCH = "org.hanse.bench.";

    private final Recording recording = new Recording();

    /** One place, with how often and for how long threads waited there. */
    record Wait(String place, int times, Duration total) {
        Wait and(Duration more) {
            return new Wait(place, times + 1, total.plus(more));
        }
    }

    Contention() {
        recording.enable(MONITOR).withThreshold(Duration.ZERO).withStackTrace();
        recording.enable(PARK).withThreshold(Duration.ZERO).withStackTrace();
        recording.start();
    }

    /** Ends the recording, into a file that stays. The longest waits come first. */
    List<Wait> waits(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        Map<String, Wait> found = new HashMap<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String place = place(event);
            if (!place.isEmpty()) {
                found.merge(
                        place,
                        new Wait(place, 1, event.getDuration()),
                        (before, one) -> before.and(event.getDuration()));
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Wait::total).reversed())
                .toList();
    }

    /** The lock's class and the nearest of the engine's methods; empty for other threads, which wait for work to do. */
    private static String place(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        if (event.getStackTrace() == null || thread == null || !LoadThread.NAME.equals(thread.getJavaName())) {
            return "";
        }
        String field = event.getEventType().getName().equals(MONITOR) ? "monitorClass" : "parkedClass";
        RecordedClass lock = event.getClass(field);
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith(OURS) && !type.startsWith(BENCH)) {
                return type + "." + frame.getMethod().getName() + " at a " + (lock == null ? "lock" : lock.getName());
            }
        }
        return "";
    }

    @Override
    public void close() {
        recording.close();
    }
}
