// SPDX-License-Identifier: Apache-2.0
package io.labnet.check.script;

import java.io.IOException;

/** A step of a case. Messages and expectations are apart, so that several messages can be sent before their replies. */
public sealed interface Step {
    /**
     * Returns what is done or expected.
     *
     * @return a phrase such as {@code send getdir}
     */
    String words();

    /**
     * Runs the step.
     *
     * @param stage the program and the connections
     * @throws Mismatch if the program did something else than what is expected
     * @throws IOException if a connection broke
     */
    void run(Stage stage) throws Mismatch, IOException;

    /** What a step does. */
    interface Action {
        /**
         * Acts.
         *
         * @param stage the program and the connections
         * @throws Mismatch if the program did something else than what is expected
         * @throws IOException if a connection broke
         */
        void run(Stage stage) throws Mismatch, IOException;
    }

    /**
     * Sends a message.
     *
     * @param wire the name of the connection
     * @param words what is sent
     * @param bytes the message; must not be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // Only read, and never compared.
    record Send(String wire, String words, byte[] bytes) implements Step {
        @Override
        public void run(Stage stage) throws IOException, Mismatch {
            stage.wire(wire).send(bytes, stage.delivery());
        }
    }

    /**
     * Expects a message, or an end, of the program.
     *
     * @param wire the name of the connection
     * @param words what is expected
     * @param expectation decides when it has come
     */
    record Expect(String wire, String words, Expectation expectation) implements Step {
        @Override
        public void run(Stage stage) throws Mismatch, IOException {
            stage.wire(wire).expect(words, expectation, stage);
        }
    }

    /**
     * Does anything else.
     *
     * @param words what is done
     * @param action does it
     */
    record Act(String words, Action action) implements Step {
        @Override
        public void run(Stage stage) throws Mismatch, IOException {
            action.run(stage);
        }
    }
}
