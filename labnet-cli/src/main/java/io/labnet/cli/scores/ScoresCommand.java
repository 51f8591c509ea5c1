// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.scores;

import io.labnet.cli.command.CommonOptions;
import io.labnet.cli.process.Failure;
import io.labnet.store.scores.BestScore;
import io.labnet.store.scores.ScoreBook;
import io.labnet.store.scores.ScoreBookException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code labnet scores}, also {@code labnet xor scores}: what is in the score book. */
@Command(
        name = "scores",
        description = {
            "Lists the best score of each student in each task.",
            "With it stand its time (UTC) and the attempts."
        })
public final class ScoresCommand extends CommonOptions implements Callable<Integer> {
    /** How they are printed; a table if none is chosen. */
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

    /** Makes the command; picocli does. */
    public ScoresCommand() {}

    @Override
    public Integer call() throws Failure, IOException {
        try (ScoreBook book = options.openToRead()) {
            List<BestScore> scores = book.standings();
            ScoreList list = form.csv ? ScoreList.CSV : form.json ? ScoreList.JSON : ScoreList.TABLE;
            list.print(scores, System.out);
            return 0;
        } catch (ScoreBookException e) {
            throw new Failure(e.getMessage(), e);
        }
    }
}
