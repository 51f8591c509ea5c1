// SPDX-License-Identifier: Apache-2.0
package io.labnet.examples.demo;

/** The demonstration of one system. */
interface DemoSection {
    /** The name of the system, in one word. */
    String system();

    /** What is shown, in one sentence. */
    String title();

    /**
     * Shows it.
     *
     * @param transcript takes what is said and what was expected
     * @throws Exception if it can't go on, which counts as a difference
     */
    void run(Transcript transcript) throws Exception;
}
