// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.grades;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvMultilineLimitBrokenException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV (RFC 4180, UTF-8) whose first row names the columns. Columns may stand in any order, and those
 * that nobody asked for are passed over. White space around a cell is no part of it; a row of nothing but empty cells,
 * as spreadsheets leave at the end, is no row.
 */
final class GradeFileReader {
    /** How many lines a row may take, by line breaks in quotes: a quote left open must not swallow the whole file. */
    private static final int MAX_ROW_LINES = 16;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String source;
    private final CSVReader reader;
    private int line;

    private GradeFileReader(String source, Reader text) {
        this.source = source;
        this.reader = new CSVReaderBuilder(text)
                .withCSVParser(new RFC4180ParserBuilder().build())
                .withMultilineLimit(MAX_ROW_LINES)
                // With the check, an input that breaks off would be taken for one that has ended.
                .withVerifyReader(false)
                .build();
    }

    /** Reads all rows of a file. */
    static List<GradeFileRow> read(Path file, List<String> columns) throws GradeFileException {
        String source = file.toString();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(text, source, columns);
        } catch (IOException unreadable) {
            throw unreadable(source, unreadable);
        }
    }

    /** Reads all rows up to the end of a text, which stays open. */
    static List<GradeFileRow> read(Reader text, String source, List<String> columns) throws GradeFileException {
        BufferedReader lines = new BufferedReader(text);
        try {
            skipByteOrderMark(lines);
            return new GradeFileReader(source, lines).rows(columns);
        } catch (IOException unreadable) {
            throw unreadable(source, unreadable);
        }
    }

    private List<GradeFileRow> rows(List<String> columns) throws IOException, GradeFileException {
        List<String> header = nextCells();
        if (header == null) {
            throw new GradeFileException(source, 0, null, "the file is empty", null);
        }
        checkHeader(header, columns);
        List<GradeFileRow> rows = new ArrayList<>();
        for (List<String> cells = nextCells(); cells != null; cells = nextCells()) {
            if (cells.size() != header.size()) {
                throw fault("the row has " + cells.size() + " cells, but the header has " + header.size());
            }
            Map<String, String> named = new HashMap<>();
            for (String column : columns) {
                named.put(column, cells.get(header.indexOf(column)));
            }
            rows.add(new GradeFileRow(source, line, named));
        }
        if (rows.isEmpty()) {
            throw new GradeFileException(source, 0, null, "no row follows the header", null);
        }
        return rows;
    }

    private void checkHeader(List<String> header, List<String> columns) throws GradeFileException {
        for (String column : columns) {
            int times = Collections.frequency(header, column);
            if (times != 1) {
                String problem =
                        times == 0 ? "the header has no such column" : "the header names it " + times + " times";
                throw new GradeFileException(source, line, column, problem, null);
            }
        }
    }

    /** Reads the next row that is not empty, {@code null} at the end. */
    private @Nullable List<String> nextCells() throws IOException, GradeFileException {
        while (true) {
            line = Math.toIntExact(reader.getLinesRead() + 1);
            String[] cells = parsedCells();
            if (cells == null) {
                return null;
            }
            List<String> stripped = Arrays.stream(cells).map(String::strip).toList();
            if (!stripped.stream().allMatch(String::isEmpty)) {
                return stripped;
            }
        }
    }

    private String @Nullable [] parsedCells() throws IOException, GradeFileException {
        try {
            return reader.readNextSilently();
        } catch (CsvMalformedLineException | CsvMultilineLimitBrokenException malformed) {
            // The exception is no cause of ours, since its message holds a part of the row, perhaps a key.
            throw fault("a quoted cell that begins in this row is not closed, or goes on after its closing quote");
        }
    }

    private GradeFileException fault(String problem) {
        return new GradeFileException(source, line, null, problem, null);
    }

    private static void skipByteOrderMark(BufferedReader lines) throws IOException {
        lines.mark(1);
        if (lines.read() != BYTE_ORDER_MARK) {
            lines.reset();
        }
    }

    private static GradeFileException unreadable(String source, IOException cause) {
        String problem = "the file cannot be read: " + cause.getMessage();
        if (cause instanceof NoSuchFileException) {
            problem = "there is no such file";
        } else if (cause instanceof AccessDeniedException) {
            problem = "the file may not be read";
        } else if (cause instanceof CharacterCodingException) {
            problem = "the file is not UTF-8 text";
        }
        return new GradeFileException(source, 0, null, problem, cause);
    }
}
