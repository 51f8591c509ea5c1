// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Cuts a line for completion: the first word, and all the rest, which may be a name with spaces and quotes in it. */
final class ShellParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        int end = ShellLine.endOfWord(line, 0);
        int rest = end;
        while (rest < line.length() && Character.isWhitespace(line.charAt(rest))) {
            rest++;
        }
        return cursor <= end
                ? new Cut(line, cursor, List.of(line.substring(0, end)), 0, cursor)
                : new Cut(
                        line,
                        cursor,
                        List.of(line.substring(0, end), line.substring(rest)),
                        1,
                        Math.max(0, cursor - rest));
    }

    /** What JLine calls a parsed line. */
    private record Cut(String line, int cursor, List<String> words, int wordIndex, int wordCursor)
            implements CompletingParsedLine {
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
}
