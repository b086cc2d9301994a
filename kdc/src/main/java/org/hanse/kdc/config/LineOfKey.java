package org.hanse.kdc.config;

import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Where a key stands in a YAML text, for messages. Parses the text once more, which only failures pay for. */
final class LineOfKey {
    private LineOfKey() {}

    /**
     * @param path keys joined by dots; a key that holds dots itself is found too
     * @return a line number from 1, or nothing if the key is not there
     */
    static Optional<Integer> find(String text, String path) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            return root == null ? Optional.empty() : in(root, path);
        } catch (YAMLException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> in(Node node, String path) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                continue;
            }
            if (key.getValue().equals(path)) {
                return Optional.of(key.getStartMark().getLine() + 1);
            }
            if (path.startsWith(key.getValue() + ".")) {
                Optional<Integer> below =
                        in(entry.getValueNode(), path.substring(key.getValue().length() + 1));
                if (below.isPresent()) {
                    return below;
                }
            }
        }
        return Optional.empty();
    }
}
