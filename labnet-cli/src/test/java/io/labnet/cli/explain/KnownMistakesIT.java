// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.labnet.cli.ChildProcess;
import io.labnet.cli.CommandRun;
import io.labnet.cli.PythonProgram;
import io.labnet.cli.tap.RunningTap;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Small wrong programs, each with a mistake that students make: labnet names the rule and the cause. Their folder is
 * {@code mistakes}; the comments at the top of each program are the command of labnet that it talks to, and what that
 * command must print:
 *
 * <pre>{@code
 * # labnet: crds server
 * # says: was the length byte left out? (crds-2.1)
 * }</pre>
 *
 * <p>A tap stands between the two programs. Its verdict must blame the wrong program, and name the rules that stand in
 * parentheses in what the command prints. A line such as {@code # tap: no rule was broken} stands for what the verdict
 * must contain instead, where a tap can't see the mistake.
 *
 * <p>A wrong client gets the port of the server as its argument. A wrong server prints {@code listening on port N}, and
 * {@code {port}} in the command stands for it.
 */
@Execution(ExecutionMode.SAME_THREAD) // Uses the streams of this process.
class KnownMistakesIT {
    private static final Pattern DIRECTIVE = Pattern.compile("# (labnet|says|tap): (.*)");
    private static final Pattern RULE = Pattern.compile("\\([a-z]+-\\d+\\.\\d+\\)");

    /** Started once for all programs that talk to the same server. */
    private static final Map<String, ChildProcess> SERVERS = new HashMap<>();

    /** A wrong program. */
    private record Mistake(String name, String labnet, List<String> says, List<String> tap) {
        static Mistake read(Path folder, Path program) {
            Map<String, List<String>> directives;
            try (Stream<String> lines = Files.lines(program)) {
                directives = lines.map(DIRECTIVE::matcher)
                        .filter(line -> line.matches())
                        .collect(Collectors.groupingBy(
                                line -> line.group(1), Collectors.mapping(line -> line.group(2), Collectors.toList())));
            } catch (IOException e) {
                throw new IllegalStateException(program.toString(), e);
            }
            assertThat(directives).as(program.toString()).containsKeys("labnet", "says");
            String name = folder.relativize(program).toString();
            return new Mistake(
                    name,
                    directives.get("labnet").get(0),
                    directives.get("says"),
                    directives.getOrDefault("tap", List.of()));
        }

        String protocol() {
            return labnet.substring(0, labnet.indexOf(' '));
        }

        boolean isOfAClient() {
            return labnet.contains(" server");
        }
    }

    @AfterAll
    static void stopServers() {
        SERVERS.values().forEach(ChildProcess::close);
    }

    @TestFactory
    Stream<DynamicTest> mistake_isExplained() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(KnownMistakesIT.class.getResource("/mistakes"))
                .toURI());
        List<Mistake> mistakes;
        try (Stream<Path> files = Files.walk(folder)) {
            mistakes = files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .map(program -> Mistake.read(folder, program))
                    .toList();
        }
        return mistakes.stream()
                .map(mistake -> DynamicTest.dynamicTest(mistake.name, () -> {
                    if (mistake.isOfAClient()) {
                        checkClient(mistake);
                    } else {
                        checkServer(mistake);
                    }
                }));
    }

    private static void checkClient(Mistake mistake) throws Exception {
        ChildProcess server =
                SERVERS.computeIfAbsent(mistake.labnet, command -> ChildProcess.labnet(command + " --port 0")
                        .listening());
        int outBefore = server.out().length();
        int errBefore = server.err().length();
        try (RunningTap tap = new RunningTap(mistake.protocol(), server.endpoint(), Integer.MAX_VALUE);
                ChildProcess client =
                        PythonProgram.start("../mistakes/" + mistake.name, Integer.toString(tap.port()))) {
            int unused = client.exitCode();
            String expected = String.join("\n", mistake.says);
            await().alias(expected)
                    .atMost(ChildProcess.PATIENCE)
                    .until(
                            () -> server.out().substring(outBefore)
                                    + server.err().substring(errBefore)
                                    + client.out(),
                            printed -> mistake.says.stream().allMatch(printed::contains));
            checkVerdict(mistake, tap);
        }
    }

    private static void checkServer(Mistake mistake) throws Exception {
        try (ChildProcess server = PythonProgram.start("../mistakes/" + mistake.name)) {
            try (RunningTap tap = new RunningTap(mistake.protocol(), server.endpoint(), Integer.MAX_VALUE)) {
                CommandRun client = CommandRun.labnet(mistake.labnet.replace("{port}", Integer.toString(tap.port())));
                assertThat(client.out() + client.err()).contains(mistake.says);
                checkVerdict(mistake, tap);
            }
        }
    }

    private static void checkVerdict(Mistake mistake, RunningTap tap) throws Exception {
        // Some programs never close their connections.
        tap.stop();
        List<String> verdict = mistake.tap;
        if (verdict.isEmpty()) {
            String blamed = "the " + (mistake.isOfAClient() ? "client" : "server") + " broke a rule first: ";
            Stream<String> rules =
                    RULE.matcher(String.join("\n", mistake.says)).results().map(rule -> rule.group());
            verdict = Stream.concat(Stream.of(blamed), rules).toList();
        }
        String verdicts =
                tap.out().lines().filter(line -> line.contains("verdict: ")).collect(Collectors.joining("\n"));
        assertThat(verdicts).as(tap.out()).contains(verdict);
    }
}
