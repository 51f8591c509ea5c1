// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import io.labnet.check.program.ProgramRun;
import io.labnet.core.rule.RulePage.Level;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Builds a case. A connection is opened by the first step that uses it; the first one has the name {@code 1}. */
public final class Script {
    /** A time in which a program that answers would have answered. */
    private static final Duration SILENCE = Duration.ofMillis(200);

    private final String name;
    private final String title;
    private final List<Step> steps = new ArrayList<>();
    private String wire = "1";

    private Script(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /**
     * Begins a case.
     *
     * @param name the rule, a slash and a word
     * @param title what is tried, in a few words
     * @return the script without steps
     */
    public static Script of(String name, String title) {
        return new Script(name, title);
    }

    /**
     * Lets the next steps use another connection.
     *
     * @param connection its name
     * @return this script
     */
    public Script on(String connection) {
        wire = connection;
        return this;
    }

    /**
     * Returns the connection that the next steps use.
     *
     * @return its name
     */
    public String connection() {
        return wire;
    }

    /**
     * Opens the connection: connects to a server, or waits for a client.
     *
     * @return this script
     */
    public Script open() {
        String connection = wire;
        return act("open connection " + connection, stage -> stage.wire(connection));
    }

    /**
     * Sends a message.
     *
     * @param words what is sent
     * @param bytes the message
     * @return this script
     */
    public Script send(String words, byte[] bytes) {
        steps.add(new Step.Send(wire, words, bytes));
        return this;
    }

    /**
     * Sends what the program may refuse by closing the connection before all of it is sent.
     *
     * @param words what is sent
     * @param bytes the bytes
     * @return this script
     */
    public Script offer(String words, byte[] bytes) {
        String connection = wire;
        return act("send " + words, stage -> {
            Wire open = stage.wire(connection);
            try {
                open.send(bytes, stage.delivery());
            } catch (Mismatch closed) {
                open.drain(SILENCE);
            }
        });
    }

    /** Makes a message when it is sent. */
    public interface Later {
        /**
         * Makes the message.
         *
         * @param stage what earlier steps have kept
         * @return the message
         */
        byte[] bytes(Stage stage);
    }

    /**
     * Sends a message that depends on what has come.
     *
     * @param words what is sent
     * @param later makes the message
     * @return this script
     */
    public Script sendLater(String words, Later later) {
        String connection = wire;
        return act(words, stage -> stage.wire(connection).send(later.bytes(stage), stage.delivery()));
    }

    /**
     * Expects a message.
     *
     * @param words what is expected
     * @param expectation decides when it has come
     * @return this script
     */
    public Script expect(String words, Expectation expectation) {
        steps.add(new Step.Expect(wire, words, expectation));
        return this;
    }

    /**
     * Adds steps that several cases have in common.
     *
     * @param more adds the steps
     * @return this script
     */
    public Script with(UnaryOperator<Script> more) {
        return more.apply(this);
    }

    /**
     * Does anything else.
     *
     * @param words what is done or expected
     * @param action does it
     * @return this script
     */
    public Script act(String words, Step.Action action) {
        steps.add(new Step.Act(words, action));
        return this;
    }

    /**
     * Expects that nothing comes for a while, and that the connection stays open.
     *
     * @return this script
     */
    public Script silence() {
        String connection = wire;
        return act("nothing is sent", stage -> stage.wire(connection).expectSilence(SILENCE));
    }

    /**
     * Reads whatever the program answers to a hostile message.
     *
     * @return this script
     */
    public Script anything() {
        String connection = wire;
        return act("any answer, or none", stage -> stage.wire(connection).drain(SILENCE));
    }

    /**
     * Expects that the program closes the connection.
     *
     * @return this script
     */
    public Script end() {
        String connection = wire;
        return act("the program closes the connection", stage -> stage.wire(connection)
                .expectEnd());
    }

    /**
     * Ends the checker's output.
     *
     * @return this script
     */
    public Script finish() {
        String connection = wire;
        return act("end the output", stage -> stage.wire(connection).finish());
    }

    /**
     * Closes the connection in order.
     *
     * @return this script
     */
    public Script close() {
        String connection = wire;
        return act("close the connection", stage -> stage.wire(connection).close());
    }

    /**
     * Resets the connection.
     *
     * @return this script
     */
    public Script abort() {
        String connection = wire;
        return act("reset the connection", stage -> stage.wire(connection).abort());
    }

    /**
     * Types a line.
     *
     * @param line the line, without its end
     * @return this script
     */
    public Script type(String line) {
        return act("type: " + line, stage -> {
            try {
                stage.program().input(line + "\n");
            } catch (IOException e) {
                ProgramRun program = stage.program();
                throw new Mismatch("the program reads its standard input", ended(program));
            }
        });
    }

    /**
     * Ends the standard input of the program.
     *
     * @return this script
     */
    public Script endInput() {
        return act("end the standard input", stage -> stage.program().endInput());
    }

    /**
     * Expects output of the program.
     *
     * @param words what is expected
     * @param enough decides about all that it has printed
     * @return this script
     */
    public Script prints(String words, Predicate<String> enough) {
        return act("it prints " + words, stage -> {
            if (!interruptibly(() -> stage.program().awaitOutput(enough, stage.patience()))) {
                throw stage.notPrinted("it prints " + words);
            }
        });
    }

    /**
     * Expects that the program ends.
     *
     * @param words which exit status is expected
     * @param right decides about the exit status
     * @return this script
     */
    public Script exits(String words, Predicate<Integer> right) {
        return act("it ends " + words, stage -> {
            ProgramRun program = stage.program();
            if (!interruptibly(() -> program.awaitExit(stage.patience()))) {
                throw new Mismatch(
                        "it ends " + words,
                        "it was still running after " + stage.patience().toMillis() + " ms");
            }
            if (!right.test(program.exitStatus())) {
                throw new Mismatch("it ends " + words, "it " + program.ending());
            }
        });
    }

    /**
     * Expects that the program ends with status 0.
     *
     * @return this script
     */
    public Script exitsWithSuccess() {
        return exits("with exit status 0", status -> status == 0);
    }

    /**
     * Expects that a client ends; one that goes on breaks the rule about clients that the server has left.
     *
     * @return this script
     */
    public Script stops() {
        return act("the client ends", stage -> {
            ProgramRun program = stage.program();
            if (!interruptibly(() -> program.awaitExit(stage.patience()))) {
                Mismatch running = new Mismatch(
                        "the client ends",
                        "it was still running after " + stage.patience().toMillis() + " ms");
                throw running.breaking(AnyRule.SERVER_LEFT.number());
            }
        });
    }

    /**
     * Expects that a client ends, and that its exit status says whether it worked.
     *
     * @param worked whether it did
     * @return this script
     */
    public Script stops(boolean worked) {
        String expected = worked ? "exit status 0" : "another exit status than 0";
        return stops().act("the client ends with " + expected, stage -> {
            if ((stage.program().exitStatus() == 0) != worked) {
                Mismatch wrong = new Mismatch(expected, "it " + stage.program().ending());
                throw wrong.breaking(AnyRule.EXIT_STATUS.number());
            }
        });
    }

    private interface Wait {
        boolean run() throws InterruptedException, Mismatch;
    }

    private static boolean interruptibly(Wait wait) throws Mismatch {
        try {
            return wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Mismatch("an answer", "the check was interrupted");
        }
    }

    private static String ended(ProgramRun program) {
        return program.isAlive() ? "it has closed it" : "it " + program.ending();
    }

    /**
     * Ends a case about a rule that a program must follow.
     *
     * @param points its points
     * @return the case
     */
    public CheckCase must(int points) {
        return build(Level.MUST, points);
    }

    /**
     * Ends a case about a rule that a program should follow.
     *
     * @param points its points
     * @return the case
     */
    public CheckCase should(int points) {
        return build(Level.SHOULD, points);
    }

    /**
     * Ends a case about a habit, which is told and not judged.
     *
     * @return the case
     */
    public CheckCase habit() {
        return build(Level.HABIT, 0);
    }

    private CheckCase build(Level level, int points) {
        return new CheckCase(name, title, level, points, Set.of(), Set.of(), steps);
    }
}
