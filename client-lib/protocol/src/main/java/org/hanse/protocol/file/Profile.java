package org.hanse.protocol.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in files of MIT's profile format: a tree of named sections with relations as leaves, one tree for each file. A section
 * may be written in several places; a relation may have several values. What is marked final hides the same in the files behind.
 */
final class Profile {
    /**
     * A section, or a relation when it has a value.
     *
     * @param isFinal written with {@code *}: later files have no say in it
     */
    record Node(String name, Optional<String> value, List<Node> children, boolean isFinal, String place) {}

    private final List<Node> files;

    /** @param files the root of each file, the most important first */
    Profile(List<Node> files) {
        this.files = List.copyOf(files);
    }

    /** All values of a relation, in order. */
    List<String> values(String... path) {
        return nodes(path).stream().flatMap(node -> node.value().stream()).toList();
    }

    /** The first value of a relation: the one that counts where only one can. */
    Optional<Node> first(String... path) {
        return nodes(path).stream().filter(node -> node.value().isPresent()).findFirst();
    }

    /** The names of what stands in a section, each once. */
    Set<String> names(String... path) {
        Set<String> names = new LinkedHashSet<>();
        nodes(path).forEach(section -> section.children().forEach(child -> names.add(child.name())));
        return names;
    }

    private List<Node> nodes(String... path) {
        List<Node> found = new ArrayList<>();
        for (Node file : files) {
            List<Node> level = List.of(file);
            boolean isFinal = false;
            for (String name : path) {
                level = level.stream()
                        .flatMap(node -> node.children().stream())
                        .filter(node -> node.name().equals(name))
                        .toList();
                isFinal |= level.stream().anyMatch(Node::isFinal);
            }
            found.addAll(level);
            if (isFinal) {
                break;
            }
        }
        return found;
    }
}
