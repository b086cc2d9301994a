package org.hanse.admin.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hanse.admin.refusal.Page.Side;
import org.hanse.protocol.wire.WireCode;

/** All pages. Reads its resources when made; immutable. */
public final class Pages {
    private static final List<String> OF_THE_KDC =
            List.of("messages", "names", "options", "accounts", "preauth", "fast", "tickets", "user-to-user", "trust");
    private static final String OF_SERVICES = "services";
    private static final String OF_ADMINISTRATION = "administration";

    private final List<PageFile> groups;

    private Pages(List<PageFile> groups) {
        this.groups = List.copyOf(groups);
    }

    public static Pages read() {
        List<PageFile> groups = new ArrayList<>();
        OF_THE_KDC.forEach(name -> groups.add(PageFile.read(name, Side.KDC)));
        groups.add(PageFile.read(OF_SERVICES, Side.SERVICE));
        groups.add(PageFile.read(OF_ADMINISTRATION, Side.ADMINISTRATION));
        return new Pages(groups);
    }

    /** In the order of a request: what comes in, who is named, what is asked, and so on. */
    public List<PageFile> groups() {
        return groups;
    }

    public Stream<Page> all() {
        return groups.stream().flatMap(group -> group.pages().stream());
    }

    /** A KDC, a service and the administration may have the same name for what they refuse. */
    public List<Page> named(String name) {
        return all().filter(page -> page.name().equals(name)).toList();
    }

    /** What a client may have met that shows this code. */
    public List<Page> behind(WireCode code) {
        return all().filter(page -> page.code().filter(code::equals).isPresent())
                .toList();
    }
}
