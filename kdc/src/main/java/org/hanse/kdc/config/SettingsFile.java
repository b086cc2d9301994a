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

/**
 * Reads realm.yaml into checked settings, all or nothing. Plain YAML only: no tags that name classes, no interpolation, no
 * aliases, no key twice.
 */
public final class SettingsFile {
    /** Far more than any realm needs; what is larger is some other file. */
    private static final long MAX_OCTETS = 1 << 20;

    private SettingsFile() {}

    /**
     * @param file usually {@link RealmSettings#FILE_NAME} in a realm home
     * @throws SettingsFault if it cannot be read, is not YAML, or says something that cannot be
     */
    public static RealmSettings read(Path file) throws SettingsFault {
        String text = text(file);
        return SettingsReader.settings(new Section(file, text, tree(file, text)));
    }

    private static String text(Path file) throws SettingsFault {
        try {
            if (Files.size(file) > MAX_OCTETS) {
                throw new SettingsFault(file + " is larger than 1 MiB; is it the right file?");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new SettingsFault(
                    file + " is missing; make a realm home with hanse realm init, or name one with --home");
        } catch (CharacterCodingException e) {
            throw new SettingsFault(file + " is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new SettingsFault(file + " cannot be read (" + e.getMessage() + "); check its owner and mode");
        }
    }

    private static ImmutableNode tree(Path file, String text) throws SettingsFault {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        // Commons Configuration drops the second use of an anchor without a word, so we refuse all of them.
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        YAMLConfiguration configuration = new YAMLConfiguration();
        try {
            configuration.read(new StringReader(text), options);
        } catch (ConfigurationException e) {
            throw notYaml(file, e);
        }
        return configuration.getNodeModel().getNodeHandler().getRootNode();
    }

    private static SettingsFault notYaml(Path file, ConfigurationException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            return new SettingsFault(file + " line " + line + ": " + marked.getProblem()
                    + "; mend the YAML, conf/realm.yaml is a sample");
        }
        return new SettingsFault(
                file
                        + " is not a list of \"key: value\" lines as in conf/realm.yaml; mend the YAML (no aliases, keys are text)");
    }
}
