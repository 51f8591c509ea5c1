// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.scores;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import com.opencsv.RFC4180ParserBuilder;
import io.labnet.store.scores.BestScore;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The forms in which scores are printed. */
enum ScoreList {
    /** Aligned columns for a person. */
    TABLE {
        @Override
        void write(List<BestScore> scores, Writer out) throws IOException {
            out.write("Student ID  Task     Points  Reached (UTC)             Attempts\n");
            for (BestScore score : scores) {
                out.write(String.format(
                        Locale.ROOT,
                        "%-10d  %-7s  %6d  %-24s  %8d\n",
                        score.studentId(),
                        score.task(),
                        score.points(),
                        score.at(),
                        score.attempts()));
            }
        }
    },

    /** CSV as RFC 4180 has it, but with line feeds alone. */
    CSV {
        @Override
        void write(List<BestScore> scores, Writer out) throws IOException {
            ICSVWriter csv = new CSVWriterBuilder(out)
                    .withParser(new RFC4180ParserBuilder().build())
                    .withLineEnd("\n")
                    .build();
            csv.writeNext(new String[] {"student_id", "task", "points", "reached_at", "attempts"}, false);
            for (BestScore score : scores) {
                csv.writeNext(
                        new String[] {
                            String.valueOf(score.studentId()),
                            score.task().toString(),
                            String.valueOf(score.points()),
                            score.at().toString(),
                            String.valueOf(score.attempts())
                        },
                        false);
            }
            csv.flush();
        }
    },

    /** An array of objects. */
    JSON {
        @Override
        void write(List<BestScore> scores, Writer out) throws IOException {
            JsonGenerator json = new JsonFactory().createGenerator(out);
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartArray();
            for (BestScore score : scores) {
                json.writeStartObject();
                json.writeNumberField("studentId", score.studentId());
                json.writeStringField("task", score.task().toString());
                json.writeNumberField("points", score.points());
                json.writeStringField("reachedAt", score.at().toString());
                json.writeNumberField("attempts", score.attempts());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.flush();
            out.write("\n");
        }
    };

    /** Prints the scores; the stream stays open. */
    void print(List<BestScore> scores, PrintStream to) throws IOException {
        Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        write(scores, out);
        out.flush();
    }

    abstract void write(List<BestScore> scores, Writer out) throws IOException;
}
