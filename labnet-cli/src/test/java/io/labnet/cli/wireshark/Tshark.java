// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.wireshark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.labnet.cli.ChildProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs tshark with the dissector of labnet. */
final class Tshark {
    static final Path FOLDER = ChildProcess.basedir().resolveSibling("docs").resolve("wireshark");

    private Tshark() {}

    /** Skips the test if there is no tshark, or one without Lua. */
    static void require() throws Exception {
        try (ChildProcess version = ChildProcess.start(Map.of(), List.of("tshark", "-v"))) {
            assumeTrue(version.exitCode() == 0, "tshark does not start here");
            assumeTrue(version.out().contains("with Lua"), "tshark has no Lua");
        } catch (UncheckedIOException e) {
            assumeTrue(false, "tshark is not installed");
        }
    }

    /** Returns what tshark prints about a capture. */
    static String run(Path capture, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-X"));
        command.add("lua_script:" + FOLDER.resolve("labnet.lua"));
        command.addAll(List.of("-r", capture.toString()));
        command.addAll(List.of(options));
        try (ChildProcess process = ChildProcess.start(Map.of(), command)) {
            assertThat(process.exitCode()).as(process.toString()).isZero();
            assertThat(process.err()).doesNotContain("Lua");
            return process.out();
        }
    }

    /**
     * Returns the values of fields: a list for each packet, in which {@code |} separates several values of one field.
     * Fails if the dissector does.
     */
    static List<List<String>> fields(Path capture, List<String> options, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of("-T", "fields", "-E", "aggregator=|"));
        all.addAll(options);
        for (String field : fields) {
            all.addAll(List.of("-e", field));
        }
        all.addAll(List.of("-e", "_ws.expert.message"));
        String shown = run(capture, all.toArray(String[]::new));
        assertThat(shown).doesNotContain("Lua Error");
        return shown.lines()
                .map(line -> List.of(line.split("\t", -1)).subList(0, fields.length))
                .toList();
    }
}
