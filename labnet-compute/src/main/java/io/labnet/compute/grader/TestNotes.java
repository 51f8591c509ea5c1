// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.NameUuid;
import io.labnet.compute.internal.UuidText;
import java.io.PrintStream;
import java.util.List;
import java.util.UUID;

/** What the author of a server should know although it costs no points, and what only all clients together show. */
final class TestNotes {
    private static final int MOST_NAMES = 10;

    private final List<ClientResult> results;

    TestNotes(List<ClientResult> results) {
        this.results = List.copyOf(results);
    }

    void print(PrintStream out) {
        for (ClientResult result : results) {
            UUID documented = NameUuid.of(result.name());
            if (result.uuid() != null && !result.uuid().equals(documented)) {
                out.println("[" + result.name() + "] Note: its UUID is not the documented one, "
                        + UuidText.plain(documented));
            }
        }
        for (ReplyDeviation deviation : ReplyDeviation.values()) {
            long replies = results.stream()
                    .flatMap(result -> result.deviations().stream())
                    .filter(deviation::equals)
                    .count();
            if (replies > 0) {
                out.println("Note: in " + replies + (replies == 1 ? " reply " : " replies ") + deviation.description());
            }
        }
        List<String> unheard = names(false);
        if (!unheard.isEmpty() && !names(true).isEmpty()) {
            out.println("Note: " + names(unheard) + " got no UUID while " + names(names(true))
                    + " stayed connected: a server serves all clients at the same time");
        }
    }

    /** Names those that were given a UUID or those that were told nothing at all while their connection lasted. */
    private List<String> names(boolean given) {
        return results.stream()
                .filter(result -> given ? result.uuid() != null : isUnheard(result))
                .map(ClientResult::name)
                .toList();
    }

    private static boolean isUnheard(ClientResult result) {
        return result.uuid() == null
                && !result.isCut()
                && result.outcomes().stream()
                        .allMatch(outcome -> outcome.received().isEmpty());
    }

    /** Lists names, the first of them where there are many. */
    static String names(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
