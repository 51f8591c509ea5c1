// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.RequestWord;
import io.labnet.core.codec.EscapedText;
import io.labnet.core.transport.Endpoint;
import java.io.PrintStream;
import java.util.List;

/** Prints what came of a test: what is wrong, request by request, and the points. */
final class TestReport {
    private static final String RULE = "-".repeat(30);

    private final Marking marking;
    private final PointSheet points;

    /** Tells of a program that ended, which is one fault and not one of each client; otherwise empty. */
    private final String ended;

    TestReport(Marking marking) {
        this(marking, "");
    }

    private TestReport(Marking marking, String ended) {
        this.marking = marking;
        this.ended = ended;
        this.points = new PointSheet(marking.results());
    }

    /** Reports on a server whose program ended during the test. */
    static TestReport ofEnded(Endpoint server, List<ClientResult> results) {
        long unsent = results.stream()
                .flatMap(result -> result.outcomes().stream())
                .filter(outcome -> !outcome.isSent())
                .count();
        String ended = "All connections ended together, and nobody listens at " + server
                + " any more: the server's program has ended, and its own output may say why. " + unsent
                + (unsent == 1 ? " request was" : " requests were") + " not sent.";
        List<ClientResult> cut = results.stream()
                .map(result -> result.cutBecause("all connections ended together"))
                .toList();
        return new TestReport(new Marking(cut), ended);
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
            if (ended.isEmpty()) {
                printUnsent(result, out);
            }
        }
        if (!ended.isEmpty()) {
            out.println(ended);
        }
        new TestNotes(marking.results()).print(out);
        if (points.right(RequestWord.FIBONACCI) > 0) {
            out.println("Fibonacci numbers are counted " + marking.count() + ": "
                    + (marking.count() == FibonacciCount.ONE_BASED ? "the 7th is 8, as documented" : "number 7 is 13"));
        }
        out.println("Fib " + points.right(RequestWord.FIBONACCI) + ", Fact " + points.right(RequestWord.FACTORIAL)
                + ", Word " + points.right(RequestWord.WORD_COUNT));
        printLost("Fibonacci", RequestWord.FIBONACCI, out);
        printLost("Factorial", RequestWord.FACTORIAL, out);
        printLost("Word count", RequestWord.WORD_COUNT, out);
        out.println(RULE);
        out.println("Total points " + points() + "/" + PointSheet.MOST_POINTS);
        out.println(RULE);
    }

    /** Tells which clients cost points. */
    private void printLost(String name, RequestWord kind, PrintStream out) {
        List<String> failed = points.failed(kind);
        if (!failed.isEmpty()) {
            out.println(name + " " + points.right(kind) + " of " + points.asked(kind) + ": " + points.points(kind)
                    + " of " + points.most(kind) + " points (" + TestNotes.names(failed) + ")");
        }
    }

    private static void print(String client, Outcome outcome, PrintStream out) {
        out.println("[" + client + "] " + outcome.question().kind() + " failed: " + EscapedText.of(outcome.fault()));
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
                + EscapedText.of(unsent.get(0).fault()));
        if (result.uuid() == null) {
            printReceived(unsent.get(0), out);
        }
    }

    private static void printReceived(Outcome outcome, PrintStream out) {
        out.println("    received: " + (outcome.received().isEmpty() ? "nothing" : shown(outcome.received())));
    }

    private static String shown(String text) {
        return EscapedText.of(text);
    }
}
