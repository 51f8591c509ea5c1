// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine.Model.CommandSpec;
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

    /** Compares with a beginning too, since an ending that is not typed is no slip. A short word is like any other. */
    private static boolean isNear(LevenshteinDistance distance, String typed, String meant) {
        if (meant.length() <= LETTERS_FOR_EACH_SLIP) {
            return false;
        }
        String beginning = meant.substring(0, Math.min(meant.length(), typed.length() + 1));
        return meant.startsWith(typed) || distance.apply(typed, beginning) >= 0 || distance.apply(typed, meant) >= 0;
    }
}
