// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.demo;

import io.labnet.cli.command.CommonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code labnet demo}: every system at work, and whether it did what was expected. */
@Command(
        name = "demo",
        description = {
            "Shows every system at work.",
            "It runs real servers and clients on free ports of this machine, shows what they say, and ends "
                    + "with a table. Exit code 1 if anything differs from what was expected."
        })
public final class DemoCommand extends CommonOptions implements Callable<Integer> {
    /** Makes the command; picocli does. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        Transcript transcript = new Transcript(System.out);
        transcript.section("grades", "marks and averages, answered in Fernet tokens", new GradesDemo());
        transcript.section("crds", "a directory of chat rooms, and a chat in one", new ChatDemo());
        transcript.section("xor", "checksummed packets and an XOR cipher, scored and registered", new XorDemo());
        transcript.section(
                "compute", "Fibonacci numbers, factorials and word counts, without any framing", new ComputeDemo());
        transcript.section("numbers", "names and numbers, exchanged in JSON and added up", new NumbersDemo());
        return transcript.conclude() ? 0 : 1;
    }
}
