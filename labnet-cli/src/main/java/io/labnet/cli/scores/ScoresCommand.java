// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.scores;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import com.opencsv.RFC4180ParserBuilder;
import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet scores}, also {@code labnet xor scores}: lists the score book. */
@Command(
        name = "scores",
        description = {
            "Lists the best score of each student in each task.",
            "Shows when it was reached (UTC) and the number of attempts."
        },
        footer = {"", "Example: labnet scores --db scores.db --csv > scores.csv"})
public final class ScoresCommand extends CommonOptions implements Callable<Integer> {
    /** The output format; a table by default. */
    private static final class Form {
        @Option(names = "--csv", description = "print CSV with a header, for a spreadsheet")
        private boolean csv;

        @Option(names = "--json", description = "print a JSON array with an object for each score")
        private boolean json;
    }

    @Mixin
    private final ScoreBookOptions options = new ScoreBookOptions();

    @ArgGroup
    private final Form form = new Form();

    /** Creates the command; called by picocli. */
    public ScoresCommand() {}

    @Override
    public Integer call() throws Failure, IOException {
        List<BestScore> scores = standings();
        Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        if (form.csv) {
            writeCsv(scores, out);
        } else if (form.json) {
            writeJson(scores, out);
        } else {
            writeTable(scores, out);
        }
        out.flush();
        return 0;
    }

    private List<BestScore> standings() throws Failure {
        try (ScoreBook book = options.openToRead()) {
            return book.standings();
        } catch (IOException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    private static void writeTable(List<BestScore> scores, Writer out) throws IOException {
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

    /** Writes CSV as in RFC 4180, but with bare line feeds. */
    private static void writeCsv(List<BestScore> scores, Writer out) throws IOException {
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

    private static void writeJson(List<BestScore> scores, Writer out) throws IOException {
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
}
