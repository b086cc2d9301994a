package org.hanse.kdc.config;

import java.nio.file.Path;

/** Reads realm.yaml into checked settings, all or nothing. */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * @param file usually {@link RealmSettings#FILE_NAME} in a realm home
     * @throws SettingsFault if it cannot be read, is not YAML, or says something that cannot be
     */
    public static RealmSettings read(Path file) throws SettingsFault {
        return SettingsReader.settings(YamlFile.read(
                file, "make a realm home with hanse realm init, or name one with --home", "conf/realm.yaml"));
    }
}
