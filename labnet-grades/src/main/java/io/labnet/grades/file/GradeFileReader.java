// SPDX-License-Identifier: Apache-2.0
package io.labnet.grades.file;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvMultilineLimitBrokenException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV file (RFC 4180) whose first row names the columns. A line {@code sep=;} before the header
 * defines the separator. Without it, commas, semicolons and tabs are tried, and the one that yields the most
 * required columns is used. The required columns may be in any order. Other columns are ignored. White space and other
 * invisible characters around a cell are removed. Empty rows, which spreadsheets leave at the end, are ignored.
 */
final class GradeFileReader {
    /**
     * The maximum number of lines of a row with line breaks in quotes, so that an unclosed quote does not consume the
     * whole file.
     */
    private static final int MAX_ROW_LINES = 16;

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    /** The optional first line that defines the separator for Excel. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?\\R");

    private final String source;
    private final CSVReader reader;
    private int line;

    private GradeFileReader(String source, String text, char separator, int linesBefore) {
        this.source = source;
        this.reader = new CSVReaderBuilder(new StringReader(text))
                .withCSVParser(
                        new RFC4180ParserBuilder().withSeparator(separator).build())
                .withMultilineLimit(MAX_ROW_LINES)
                .withSkipLines(linesBefore)
                .build();
    }

    /** Reads all rows of a file. */
    static List<GradeFileRow> read(Path file, List<String> columns) throws GradeFileException {
        return read(file.toString(), GradeFileText.read(file), columns);
    }

    /** Reads all rows up to the end of a text, which is not closed. */
    static List<GradeFileRow> read(Reader text, String source, List<String> columns) throws GradeFileException {
        StringWriter all = new StringWriter();
        try {
            text.transferTo(all);
        } catch (IOException e) {
            throw GradeFileText.unreadable(source, e);
        }
        return read(source, all.toString(), columns);
    }

    private static List<GradeFileRow> read(String source, String all, List<String> columns) throws GradeFileException {
        String text = all.startsWith(BYTE_ORDER_MARK) ? all.substring(1) : all;
        try {
            Matcher declared = SEPARATOR_LINE.matcher(text);
            return declared.lookingAt()
                    ? new GradeFileReader(source, text, declared.group(1).charAt(0), 1).rows(columns)
                    : new GradeFileReader(source, text, separator(text, columns), 0).rows(columns);
        } catch (IOException e) {
            throw new IllegalStateException("reading a string failed", e);
        }
    }

    /** Determines the separator from the header. */
    private static char separator(String text, List<String> columns) throws IOException {
        char found = SEPARATORS.get(0);
        long most = 0;
        for (char candidate : SEPARATORS) {
            long count = columnsFound(text, candidate, columns);
            if (count > most) {
                most = count;
                found = candidate;
            }
        }
        return found;
    }

    private static long columnsFound(String text, char separator, List<String> columns) throws IOException {
        try {
            List<String> cells = new GradeFileReader("", text, separator, 0).nextCells();
            return cells == null ? 0 : new GradeFileHeader(cells).count(columns);
        } catch (GradeFileException malformed) {
            return 0;
        }
    }

    private List<GradeFileRow> rows(List<String> columns) throws IOException, GradeFileException {
        List<String> names = nextCells();
        if (names == null) {
            throw new GradeFileException(source, 0, null, "the file is empty", null);
        }
        GradeFileHeader header = new GradeFileHeader(names);
        for (String column : columns) {
            String problem = header.fault(column);
            if (problem != null) {
                throw new GradeFileException(source, line, column, problem, null);
            }
        }
        List<GradeFileRow> rows = new ArrayList<>();
        for (List<String> cells = nextCells(); cells != null; cells = nextCells()) {
            if (cells.size() != header.size()) {
                throw fault("the row has " + cells.size() + " cells, but the header has " + header.size());
            }
            if (!header.isNote(cells)) {
                rows.add(new GradeFileRow(source, line, header, cells));
            }
        }
        if (rows.isEmpty()) {
            throw new GradeFileException(source, 0, null, "no row follows the header", null);
        }
        return rows;
    }

    /** Returns the next row that is not empty, or {@code null} at the end. */
    private @Nullable List<String> nextCells() throws IOException, GradeFileException {
        while (true) {
            line = Math.toIntExact(reader.getLinesRead() + 1);
            String[] cells = parsedCells();
            if (cells == null) {
                return null;
            }
            List<String> stripped = Arrays.stream(cells).map(CellText::strip).toList();
            if (!stripped.stream().allMatch(String::isEmpty)) {
                return stripped;
            }
        }
    }

    private String @Nullable [] parsedCells() throws IOException, GradeFileException {
        try {
            return reader.readNextSilently();
        } catch (CsvMalformedLineException | CsvMultilineLimitBrokenException malformed) {
            // Not used as the cause, because its message contains a part of the row, perhaps a key.
            throw fault("a quoted cell in this row is not closed, or has text after its closing quote");
        }
    }

    private GradeFileException fault(String problem) {
        return new GradeFileException(source, line, null, problem, null);
    }
}
