package org.hanse.protocol.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whose a file is. In a folder that everybody may write to, such as /tmp, another user can put a file or a link under the name that
 * ours shall have: then our tickets would go where he reads them, or over a file that he chose, or we would work with his tickets. So
 * what belongs to somebody else than this process's user or root is not touched, also when this process is root's.
 */
final class FileOwner {
    private static final int ROOT = 0;

    private FileOwner() {}

    /**
     * Returns if {@code path} is not there, or it is ours, and so is what it links to.
     *
     * @throws AccessDeniedException if it is another user's; the reason says whose
     */
    static void requireOurs(Path path) throws IOException {
        Optional<String> stranger = strangerOf(path);
        if (stranger.isPresent()) {
            throw new AccessDeniedException(path.toString(), null, stranger.get());
        }
    }

    /** A clause that says who else owns {@code path} or what it links to; empty if we or root do, or nobody can say. */
    static Optional<String> strangerOf(Path path) throws IOException {
        Optional<Integer> self = uid(Path.of("/proc/self"));
        if (self.isEmpty() || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<Integer> link = uid(path, LinkOption.NOFOLLOW_LINKS);
        // A link that leads nowhere has only itself to be judged.
        Optional<Integer> target = Files.exists(path) ? uid(path) : link;
        for (Optional<Integer> owner : List.of(link, target)) {
            if (owner.isPresent() && owner.get() != ROOT && !owner.equals(self)) {
                return Optional.of("belongs to another user (uid " + owner.get() + ")");
            }
        }
        return Optional.empty();
    }

    /** Empty where files have no such owners: there the system's own access rules must do. */
    private static Optional<Integer> uid(Path path, LinkOption... options) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix") || !Files.exists(path, options)) {
            return Optional.empty();
        }
        return Optional.of((Integer) Files.getAttribute(path, "unix:uid", options));
    }
}
