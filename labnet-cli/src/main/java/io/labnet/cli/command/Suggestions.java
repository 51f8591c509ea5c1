// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Suggestions for a mistyped command or option. */
final class Suggestions {
    /** Up to one wrong letter in three counts as a typing error; with more wrong letters, the words are unrelated. */
    private static final int LETTERS_FOR_EACH_SLIP = 3;

    private Suggestions() {}

    /** Returns a line with the commands or options that resemble the unmatched word, if there are any. */
    static Optional<String> of(UnmatchedArgumentException problem) {
        String typed = problem.getUnmatched().get(0).replaceFirst("=.*", "");
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, typed.length() / LETTERS_FOR_EACH_SLIP));
        CommandSpec command = problem.getCommandLine().getCommandSpec();
        String before = problem.isUnknownOption() ? "" : command.qualifiedName() + " ";
        Set<String> known = problem.isUnknownOption()
                ? command.optionsMap().keySet()
                : command.subcommands().keySet();
        List<String> near = known.stream()
                .filter(each -> isNear(distance, typed, each))
                .map(each -> before + each)
                .toList();
        return near.isEmpty() ? Optional.empty() : Optional.of("Did you mean: " + String.join(" or ", near) + "?");
    }

    /**
     * Returns whether {@code typed} may stand for {@code meant}: with typing errors, as an abbreviation, or both. A
     * {@code meant} of up to three characters is never suggested, because it resembles too many words.
     */
    private static boolean isNear(LevenshteinDistance distance, String typed, String meant) {
        if (meant.length() <= LETTERS_FOR_EACH_SLIP) {
            return false;
        }
        String beginning = meant.substring(0, Math.min(meant.length(), typed.length() + 1));
        return meant.startsWith(typed) || distance.apply(typed, beginning) >= 0 || distance.apply(typed, meant) >= 0;
    }
}
