package org.hanse.kdc.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant: the word at the smallest edit distance, if that is near enough to be a slip. */
public final class NearestWord {
    private NearestWord() {}

    public static Optional<String> of(String typed, Collection<String> words) {
        Optional<String> nearest = Optional.empty();
        int least = Math.max(2, typed.length() / 3) + 1;
        for (String word : words) {
            int distance = distance(typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = Optional.of(word);
            }
        }
        return nearest;
    }

    /** Levenshtein's: insertions, deletions and replacements. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
