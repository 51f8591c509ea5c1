// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.ComputeRule;
import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.RequestWord;
import io.labnet.compute.grader.ClientResult.Outcome;
import io.labnet.compute.grader.internal.Deviation;
import io.labnet.compute.grader.internal.IdentityMatcher;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The report of a test: each failed request, notes for the server's author that cost no points, and the points.
 *
 * @param marking the grading
 * @param ended the message that the server's program has ended, printed once instead of for each client; empty if it
 *     has not ended
 */
record TestReport(Grading marking, String ended) {
    private static final String RULE = "-".repeat(30);
    /** The version of a random UUID. */
    private static final int RANDOM = 4;

    private static final int MAX_NAMES = 10;

    TestReport(List<ClientResult> results) {
        this(new Grading(results), "");
    }

    static TestReport ofEnded(Endpoint server, List<ClientResult> results) {
        int unsent = results.stream().mapToInt(result -> result.unsent().size()).sum();
        String ended = "All connections ended together, and nothing listens at " + server
                + " any more: the server's program has ended, and its own output may say why. " + requests(unsent)
                + " not sent.";
        String reason = ComputeRule.ANSWER.cited("all connections ended together");
        List<ClientResult> endedTogether =
                results.stream().map(result -> result.withEndReason(reason)).toList();
        return new TestReport(new Grading(endedTogether), ended);
    }

    void print(PrintStream out) {
        for (ClientResult result : marking.results) {
            for (Outcome outcome : result.outcomes()) {
                if (!outcome.isRight() && outcome.isSent()) {
                    print(result.name(), outcome, out);
                }
            }
            if (ended.isEmpty()) {
                printUnsent(result, out);
            }
        }
        if (!ended.isEmpty()) {
            out.println(ended);
        }
        printNotes(out);
        if (marking.right(RequestWord.FIBONACCI) > 0) {
            out.println("Fibonacci numbers are counted " + marking.count + ": "
                    + (marking.count == FibonacciCount.ONE_BASED ? "the 7th is 8, as documented" : "number 7 is 13"));
        }
        out.println("Fib " + marking.right(RequestWord.FIBONACCI) + ", Fact " + marking.right(RequestWord.FACTORIAL)
                + ", Word " + marking.right(RequestWord.WORD_COUNT));
        printLost("Fibonacci", RequestWord.FIBONACCI, out);
        printLost("Factorial", RequestWord.FACTORIAL, out);
        printLost("Word count", RequestWord.WORD_COUNT, out);
        out.println(RULE);
        out.println("Total points " + marking.points() + "/" + ComputeGrader.MAX_POINTS);
        out.println(RULE);
    }

    private static void print(String client, Outcome outcome, PrintStream out) {
        out.println("[" + client + "] " + outcome.question().kind() + " failed: " + EscapedText.of(outcome.fault()));
        out.println("    sent:     " + EscapedText.of(outcome.sent()));
        if (!outcome.expected().isEmpty()) {
            out.println("    expected: " + EscapedText.of(outcome.expected()));
        }
        printReceived(outcome, out);
    }

    private static void printUnsent(ClientResult result, PrintStream out) {
        List<Outcome> unsent = result.unsent();
        if (!unsent.isEmpty()) {
            out.println("[" + result.name() + "] " + requests(unsent.size()) + " not sent: "
                    + EscapedText.of(unsent.get(0).fault()));
            if (result.uuid() == null) {
                printReceived(unsent.get(0), out);
            }
        }
    }

    private static void printReceived(Outcome outcome, PrintStream out) {
        out.println("    received: " + (outcome.received().isEmpty() ? "nothing" : EscapedText.of(outcome.received())));
    }

    private static String requests(int count) {
        return count + (count == 1 ? " request was" : " requests were");
    }

    private void printNotes(PrintStream out) {
        for (ClientResult result : marking.results) {
            UUID documented = NameUuid.of(result.name());
            if (result.uuid() != null && !result.uuid().equals(documented)) {
                out.println("[" + result.name() + "] Note: its UUID is not the documented one, "
                        + IdentityMatcher.plain(documented)
                        + (result.uuid().version() == RANDOM ? "; likely cause: uuid4 instead of uuid3" : "")
                        + " (compute-3.3)");
            }
        }
        List<Deviation> deviations = marking.results.stream()
                .flatMap(result -> result.deviations().stream())
                .toList();
        for (Deviation deviation : Deviation.values()) {
            int replies = Collections.frequency(deviations, deviation);
            if (replies > 0) {
                out.println("Note: in " + replies + (replies == 1 ? " reply " : " replies ") + deviation.description);
            }
        }
        List<String> withoutReply = names(TestReport::gotNothing);
        List<String> withUuid = names(result -> result.uuid() != null);
        if (!withoutReply.isEmpty() && !withUuid.isEmpty()) {
            out.println("Note: " + names(withoutReply) + " got no UUID while " + names(withUuid)
                    + " stayed connected: a server must serve all clients at the same time (compute-3.8)");
        }
    }

    /** Returns whether a client received nothing while its connection lasted. */
    private static boolean gotNothing(ClientResult result) {
        return result.uuid() == null
                && !result.endedEarly()
                && result.outcomes().stream()
                        .allMatch(outcome -> outcome.received().isEmpty());
    }

    private List<String> names(Predicate<ClientResult> which) {
        return marking.results.stream().filter(which).map(ClientResult::name).toList();
    }

    /**
     * Prints the score for one kind of request, and the names of the clients with a wrong or missing answer to it;
     * prints nothing if there are no such clients.
     */
    private void printLost(String name, RequestWord kind, PrintStream out) {
        List<String> failed = marking.failed(kind);
        if (!failed.isEmpty()) {
            out.println(name + " " + marking.right(kind) + " of "
                    + marking.outcomes(kind).count() + ": " + marking.points(kind) + " of " + marking.maxPoints(kind)
                    + " points (" + names(failed) + ")");
        }
    }

    /** Joins the first {@value #MAX_NAMES} names, and appends the number of further names. */
    static String names(List<String> names) {
        return names.size() <= MAX_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_NAMES)) + " and " + (names.size() - MAX_NAMES) + " more";
    }
}
