// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A typed line: its first word, and the rest, which may be a name with spaces and quotes.
 *
 * @param line the line
 * @param cursor the index of the cursor in the line
 * @param words the first word, empty if there is none, and the rest, without the spaces before it
 * @param wordIndex the index of the word with the cursor
 * @param wordCursor the index of the cursor in that word
 */
record ShellLine(String line, int cursor, List<String> words, int wordIndex, int wordCursor)
        implements CompletingParsedLine {
    /** Splits a line for completion. */
    static ShellLine of(String line, int cursor) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String rest = line.substring(end).stripLeading();
        List<String> words = List.of(line.substring(0, end), rest);
        return cursor <= end
                ? new ShellLine(line, cursor, words, 0, cursor)
                : new ShellLine(line, cursor, words, 1, Math.max(0, cursor - (line.length() - rest.length())));
    }

    /** Splits a line after removing the spaces around it. */
    static ShellLine of(String typed) {
        return of(typed.strip(), 0);
    }

    String command() {
        return words.get(0);
    }

    String rest() {
        return words.get(1);
    }

    @Override
    public String word() {
        return words.get(wordIndex);
    }

    /** Nothing needs to be quoted. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return wordCursor;
    }

    @Override
    public int rawWordLength() {
        return word().length();
    }
}
