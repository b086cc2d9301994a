package org.hanse.kdc.config;

/** Settings that cannot be used. The message is for people: file and line, what, and what to do about it. */
public final class SettingsFault extends Exception {
    private static final long serialVersionUID = 1L;

    public SettingsFault(String message) {
        super(message, null, false, false);
    }
}
