// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.cli.command.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code labnet demo}: runs every system and checks the results. */
@Command(
        name = "demo",
        description = {
            "Runs every system and checks the results.",
            "Starts real servers and clients on free ports of this machine, prints what they exchange, and ends "
                    + "with a table. The exit code is 1 if any result differs from the expected one."
        },
        footer = {"", "Example: labnet demo"})
public final class DemoCommand extends CommonOptions implements Callable<Integer> {
    /** Creates the command; called by picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        return run(new Transcript(System.out), DemoEnvironment.tcp()) ? 0 : 1;
    }

    /** Runs all sections. Returns whether everything was as expected. */
    static boolean run(Transcript transcript, DemoEnvironment in) {
        transcript.section("grades", "marks and averages, answered in Fernet tokens", new GradesDemo(in));
        transcript.section("crds", "a directory of chat rooms, and a chat in one", new ChatDemo(in));
        transcript.section("xor", "checksummed packets and an XOR cipher, scored and registered", new XorDemo(in));
        transcript.section(
                "compute", "Fibonacci numbers, factorials and word counts, without any framing", new ComputeDemo(in));
        transcript.section("numbers", "names and numbers, exchanged in JSON and added up", new NumbersDemo(in));
        return transcript.conclude();
    }
}
