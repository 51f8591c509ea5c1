// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

/**
 * A typed line: its first word, and the rest, which may be a name with spaces in it.
 *
 * @param word the first word, empty if there is none
 * @param rest what follows it, without the spaces around
 */
record ShellLine(String word, String rest) {
    static ShellLine of(String typed) {
        String line = typed.strip();
        int end = endOfWord(line, 0);
        return new ShellLine(line.substring(0, end), line.substring(end).strip());
    }

    /** Where the word that begins at an index ends. */
    static int endOfWord(String line, int start) {
        int end = start;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return end;
    }
}
