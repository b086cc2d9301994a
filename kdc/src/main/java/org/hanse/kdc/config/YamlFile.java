package org.hanse.kdc.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.commons.configuration2.YAMLConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a file of plain YAML: no tags that name classes, no interpolation, no aliases, no key twice. */
final class YamlFile {
    /** Far more than any realm needs; what is larger is some other file. */
    private static final long MAX_OCTETS = 1 << 20;

    private final Path file;
    private final String sample;

    private YamlFile(Path file, String sample) {
        this.file = file;
        this.sample = sample;
    }

    /**
     * @param ifMissing what to do when there is no such file
     * @param sample what it should look like
     * @throws SettingsFault if it cannot be read, or is not YAML
     */
    static Section read(Path file, String ifMissing, String sample) throws SettingsFault {
        YamlFile yaml = new YamlFile(file, sample);
        String text = yaml.text(ifMissing);
        return new Section(file, text, yaml.tree(text));
    }

    private String text(String ifMissing) throws SettingsFault {
        try {
            if (Files.size(file) > MAX_OCTETS) {
                throw new SettingsFault(file + " is larger than 1 MiB; is it the right file?");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsFault(file + " is missing; " + ifMissing);
        } catch (CharacterCodingException e) {
            throw new SettingsFault(file + " is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new SettingsFault(file + " cannot be read (" + e.getMessage() + "); check its owner and mode");
        }
    }

    private ImmutableNode tree(String text) throws SettingsFault {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        // Commons Configuration drops the second use of an anchor without a word, so we refuse all of them.
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        YAMLConfiguration configuration = new YAMLConfiguration();
        try {
            configuration.read(new StringReader(text), options);
        } catch (ConfigurationException e) {
            throw notYaml(e);
        }
        return configuration.getNodeModel().getNodeHandler().getRootNode();
    }

    private SettingsFault notYaml(ConfigurationException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            return new SettingsFault(file + " line " + line + ": " + marked.getProblem() + "; mend the YAML, " + sample
                    + " is a sample");
        }
        return new SettingsFault(file + " is not a list of \"key: value\" lines as in " + sample
                + "; mend the YAML (no aliases, keys are text)");
    }
}
