// SPDX-License-Identifier: Apache-2.0
package io.labnet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.labnet.check.CaseResult.Outcome;
import io.labnet.check.program.ProgramCommand;
import io.labnet.check.program.ProgramRun;
import io.labnet.check.suite.Suites;
import io.labnet.core.rule.RulePage.Level;
import io.labnet.core.transport.TcpTransport;
import io.labnet.core.transport.trace.Side;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Programs in Python: right ones, which pass everything, and the same ones with one mistake each, which break one rule.
 * Lines such as {@code # plant crds-4.2/characters: the length counts characters} in a program name its mistakes;
 * the part before the slash is the rule that the check must name, and no other of the same level or a stricter one.
 *
 * <p>Without {@code -Dlabnet.matrix=true}, only the first mistake of each program is tried, with the cases of its rule
 * and of the rule of the sanity case.
 */
class PlantedProgramsIT {
    private static final boolean WHOLE_MATRIX = Boolean.getBoolean("labnet.matrix");
    /** A loaded machine answers late, and that is no mistake of a program. */
    private static final CheckOptions PATIENT = new CheckOptions(
            List.of(),
            List.of(),
            Map.of(),
            false,
            CheckOptions.DEFAULT_SEED,
            Duration.ofSeconds(20),
            Duration.ofMinutes(10),
            null);

    private static final Pattern PLANT =
            Pattern.compile("^# plant(-should)? (([a-z]+(?:-\\d+\\.\\d+)?)/[\\w-]+): (.*)$", Pattern.MULTILINE);

    /** The interpreter itself: {@code python3} may be a script that looks for it, and takes twice as long. */
    private static String python = "";

    private static boolean fernet;

    @BeforeAll
    static void findPython() throws Exception {
        try {
            ProgramCommand command =
                    new ProgramCommand(List.of("python3", "-c", "import sys; print(sys.executable)"), null, 0, 0);
            try (ProgramRun run = command.start(Map.of())) {
                assertThat(run.awaitExit(Duration.ofSeconds(90))).isTrue();
                python = run.exitStatus() == 0 ? run.output().strip() : "";
            }
            ProgramCommand library = new ProgramCommand(List.of("python3", "-c", "import cryptography"), null, 0, 0);
            try (ProgramRun run = library.start(Map.of())) {
                fernet = run.awaitExit(Duration.ofSeconds(90)) && run.exitStatus() == 0;
            }
        } catch (IOException noPython) {
            python = "";
        }
    }

    private record Program(String protocol, Side side, Path file) {
        Suite suite() {
            return Suites.find(protocol, side).orElseThrow();
        }

        List<String> command(String... more) {
            List<String> words = new ArrayList<>(List.of(python, file.toString()));
            words.addAll(arguments(protocol, side));
            words.addAll(List.of(more));
            return words;
        }
    }

    private static List<String> arguments(String protocol, Side side) {
        if (side == Side.SERVER) {
            return protocol.equals("grades")
                    ? List.of("--port", "{port}", "--grades", "{grades}")
                    : List.of("--port", "{port}");
        }
        return switch (protocol) {
            case "grades" -> List.of("--host", "{host}", "--port", "{port}", "--keys", "{keys}");
            case "xor" -> List.of("--host={host}", "--port={port}", "--studentID={id}");
            case "compute" -> List.of("--host={host}", "--port={port}", "--studentID={id}", "--submit=False");
            default -> List.of("--host", "{host}", "--port", "{port}");
        };
    }

    private static Stream<Program> programs() throws URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(PlantedProgramsIT.class.getResource("/programs"))
                .toURI());
        return Suites.all()
                .map(suite -> new Program(
                        suite.protocol(), suite.side(), folder.resolve(suite.protocol() + "_" + suite.side() + ".py")));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> rightProgram_passes() throws URISyntaxException {
        return programs()
                .map(program ->
                        DynamicTest.dynamicTest(program.file.getFileName().toString(), () -> {
                            CheckReport report = check(program, PATIENT);
                            assertThat(broken(report, Level.HABIT))
                                    .as(explained(report))
                                    .isEmpty();
                            assertThat(report.verdict()).as(explained(report)).isEqualTo(CheckReport.Verdict.PASSED);
                            assertThat(report.points())
                                    .isEqualTo(report.maxPoints())
                                    .isPositive();
                        }));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> plantedMistake_isNamed() throws URISyntaxException, IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Program program : programs().toList()) {
            boolean first = true;
            for (MatchResult plant :
                    PLANT.matcher(Files.readString(program.file)).results().toList()) {
                String rule = plant.group(3);
                if (WHOLE_MATRIX || first) {
                    first = false;
                    Level level = plant.group(1) == null ? Level.MUST : Level.HABIT;
                    tests.add(DynamicTest.dynamicTest(
                            program.file.getFileName() + " " + plant.group(2),
                            () -> assertNamed(program, plant.group(2), rule, level)));
                }
            }
        }
        return tests.stream();
    }

    private static void assertNamed(Program program, String plant, String rule, Level level) {
        // Rules that all cases look at have no case of their own.
        String always = program.suite().sanity().rule();
        CheckOptions options = WHOLE_MATRIX ? CheckOptions.DEFAULT : PATIENT.withOnly(rule, always);
        CheckReport report = check(program, options, "--plant", plant);
        assertThat(broken(report, level)).as(explained(report)).containsExactly(rule);
    }

    private static CheckReport check(Program program, CheckOptions options, String... more) {
        assumeThat(python).as("skipped: there is no python3").isNotEmpty();
        assumeThat(program.protocol.equals("grades") && !fernet)
                .as("skipped: python3 has no package cryptography")
                .isFalse();
        ProgramCommand command = new ProgramCommand(program.command(more), null, 0, 0);
        Target target = new Target(command, "127.0.0.1", 0, new TcpTransport(), Map.of("id", "20200000"));
        return new Checker(program.suite(), target, options, result -> {}).run();
    }

    /** Returns the rules that the program breaks, of a level or a stricter one. */
    private static Set<String> broken(CheckReport report, Level weakest) {
        return report.results().stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .filter(result -> result.level().compareTo(weakest) <= 0)
                .map(CaseResult::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String explained(CheckReport report) {
        return report.problem()
                + report.results().stream()
                        .filter(result -> result.failure() != null)
                        .map(result -> String.format(
                                Locale.ROOT,
                                "%n%s: %s, %s; expected %s; came %s; %s",
                                result.checked().name(),
                                result.rule(),
                                result.failure().delivery(),
                                result.failure().expected(),
                                result.failure().came(),
                                result.failure().printed()))
                        .collect(Collectors.joining());
    }
}
