// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.cli;

import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was probably meant by a word that is no command and no option. */
final class Suggestions {
    /** One wrong letter of three is a slip; with more the two words have nothing to do with each other. */
    private static final int LETTERS_FOR_EACH_SLIP = 3;

    private Suggestions() {}

    /** Says which commands or options are nearly the unmatched word, if any are. */
    static Optional<String> of(UnmatchedArgumentException problem) {
        String typed = problem.getUnmatched().get(0).replaceFirst("=.*", "");
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, typed.length() / LETTERS_FOR_EACH_SLIP));
        String before = problem.isUnknownOption()
                ? ""
                : problem.getCommandLine().getCommandSpec().qualifiedName() + " ";
        List<String> near = problem.getSuggestions().stream()
                .filter(each -> isNear(distance, typed, lastWord(each)))
                .map(each -> before + lastWord(each))
                .toList();
        return near.isEmpty() ? Optional.empty() : Optional.of("Did you mean: " + String.join(" or ", near) + "?");
    }

    private static boolean isNear(LevenshteinDistance distance, String typed, String meant) {
        return meant.startsWith(typed) || distance.apply(typed, meant) >= 0;
    }

    private static String lastWord(String suggestion) {
        return suggestion.substring(suggestion.lastIndexOf(' ') + 1);
    }
}
