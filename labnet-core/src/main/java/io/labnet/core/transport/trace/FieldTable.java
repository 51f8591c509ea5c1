// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.trace;

import io.labnet.core.codec.EscapedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The bytes of a message in rows of hex, with the decoded fields beside them, and text beside the other bytes. */
final class FieldTable {
    private static final int ROW = 16;
    private static final int MAX_ROWS_OF_A_FIELD = 4;
    private static final int MAX_ROWS = 32;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final Entry entry;
    private final boolean secrets;
    private final List<String> rows = new ArrayList<>();

    /** The end of the bytes that are in the rows. */
    private int end;

    FieldTable(Entry entry, boolean secrets) {
        this.entry = entry;
        this.secrets = secrets;
    }

    List<String> rows() {
        for (Description.Field field : entry.description().fields()) {
            if (field.secret() && !secrets) {
                hide(field.length(), field.name());
            } else {
                add(field.length(), field.name() + (field.value().isEmpty() ? "" : " " + field.value()));
            }
        }
        long rest = entry.length() - end;
        if (rest > 0 && entry.secret() && !secrets) {
            hide(rest, "may contain a secret");
        } else {
            add((int) Math.min(rest, Integer.MAX_VALUE), "");
        }
        if (rows.size() <= MAX_ROWS) {
            return rows;
        }
        List<String> shown = new ArrayList<>(rows.subList(0, MAX_ROWS));
        shown.add("... " + (rows.size() - MAX_ROWS) + " more rows");
        return shown;
    }

    private void hide(long length, String name) {
        rows.add(row(end, "** (" + length + " bytes)", name + " (hidden)"));
        end += (int) length;
    }

    /** Adds the next bytes in rows; the name stands beside the first. */
    private void add(int length, String name) {
        int fieldEnd = end + length;
        int shownEnd = Math.min(Math.min(fieldEnd, entry.bytes().length), end + MAX_ROWS_OF_A_FIELD * ROW);
        if (length == 0 && !name.isEmpty()) {
            rows.add(row(end, "", name));
        }
        boolean first = true;
        for (int begin = end; begin < shownEnd; begin += ROW) {
            byte[] bytes = Arrays.copyOfRange(entry.bytes(), begin, Math.min(begin + ROW, shownEnd));
            String beside = name.isEmpty() ? '"' + EscapedText.ofBytes(bytes) + '"' : first ? name : "";
            rows.add(row(begin, HEX.formatHex(bytes), beside));
            first = false;
        }
        if (shownEnd < fieldEnd && fieldEnd > end) {
            rows.add("      ... " + (fieldEnd - Math.max(shownEnd, end)) + " more bytes");
        }
        end = fieldEnd;
    }

    private static String row(int offset, String hex, String beside) {
        return String.format("%04x  %-47s  %s", offset, hex, beside).stripTrailing();
    }
}
