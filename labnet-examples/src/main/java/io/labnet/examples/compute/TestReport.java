// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.compute;

import io.labnet.examples.cli.Escaped;
import java.io.PrintStream;
import java.util.List;

/** Prints what came of a test: what is wrong, request by request, and the points. */
final class TestReport {
    private static final String RULE = "-".repeat(30);

    private final Marking marking;
    private final PointSheet points;

    TestReport(Marking marking) {
        this.marking = marking;
        this.points = new PointSheet(marking.results());
    }

    int points() {
        return points.points();
    }

    void print(PrintStream out) {
        for (ClientResult result : marking.results()) {
            for (Outcome outcome : result.outcomes()) {
                if (!outcome.isRight() && outcome.isSent()) {
                    print(result.name(), outcome, out);
                }
            }
            printUnsent(result, out);
            if (result.uuid() != null && !result.uuid().equals(NameUuid.of(result.name()))) {
                out.println("[" + result.name() + "] Note: its UUID is not the documented one, "
                        + UuidText.plain(NameUuid.of(result.name())));
            }
        }
        if (points.right(RequestWord.FIBONACCI) > 0) {
            out.println("Fibonacci numbers are counted " + marking.count() + ": "
                    + (marking.count() == FibonacciCount.ONE_BASED ? "the 7th is 8, as documented" : "number 7 is 13"));
        }
        out.println("Fib " + points.right(RequestWord.FIBONACCI) + ", Fact " + points.right(RequestWord.FACTORIAL)
                + ", Word " + points.right(RequestWord.WORD_COUNT));
        out.println(RULE);
        out.println("Total points " + points() + "/" + PointSheet.MOST_POINTS);
        out.println(RULE);
    }

    private static void print(String client, Outcome outcome, PrintStream out) {
        out.println("[" + client + "] " + outcome.question().kind() + " failed: " + Escaped.of(outcome.fault()));
        out.println("    sent:     " + shown(outcome.sent()));
        if (!outcome.expected().isEmpty()) {
            out.println("    expected: " + shown(outcome.expected()));
        }
        printReceived(outcome, out);
    }

    /** Once a conversation is over, nothing more is sent for one and the same reason. */
    private static void printUnsent(ClientResult result, PrintStream out) {
        List<Outcome> unsent =
                result.outcomes().stream().filter(outcome -> !outcome.isSent()).toList();
        if (unsent.isEmpty()) {
            return;
        }
        String count = unsent.size() == 1 ? "1 request was" : unsent.size() + " requests were";
        out.println("[" + result.name() + "] " + count + " not sent: "
                + Escaped.of(unsent.get(0).fault()));
        if (result.uuid() == null) {
            printReceived(unsent.get(0), out);
        }
    }

    private static void printReceived(Outcome outcome, PrintStream out) {
        out.println("    received: " + (outcome.received().isEmpty() ? "nothing" : shown(outcome.received())));
    }

    private static String shown(String text) {
        return Escaped.of(text);
    }
}
