// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.compute.FibonacciCount;
import io.labnet.compute.NameUuid;
import io.labnet.compute.grader.ClientResult.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradingTest {
    private static final List<TestRequest> QUESTIONS =
            List.of(TestRequest.fibonacci(7), TestRequest.factorial(6), TestRequest.words(TextSource.of("A B C")));

    /** One digit for each client; its bits are the correct answers: 4 Fibonacci, 2 factorial, 1 words. */
    @ParameterizedTest
    @CsvSource({
        "7777, 40",
        "0000, 0",
        "4000, 5",
        "2000, 5",
        "1000, 10",
        "4444, 10",
        "2222, 10",
        "1111, 20",
        "7666, 30",
        "7770, 20",
        "4210, 20"
    })
    void points_followCourseDocument(String right, int points) {
        List<ClientResult> results = new ArrayList<>();
        for (int i = 0; i < right.length(); i++) {
            int bits = right.charAt(i) - '0';
            results.add(client(i, bits));
        }

        assertThat(new Grading(results).points()).isEqualTo(points);
    }

    @Test
    void report_namesTheClientsThatCostPoints() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<ClientResult> results = List.of(client(0, 7), client(1, 5), client(2, 7), client(3, 0));
        new TestReport(results).print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "Fib 3, Fact 2, Word 3\n",
                        "Fibonacci 3 of 4: 5 of 10 points (Client4)\n",
                        "Factorial 2 of 4: 5 of 10 points (Client2, Client4)\n",
                        "Word count 3 of 4: 10 of 20 points (Client4)\n---");
    }

    @Test
    void names_areBounded() {
        List<String> names = IntStream.range(0, 12).mapToObj(TestPlan::name).toList();

        assertThat(TestReport.names(names.subList(0, 10))).endsWith("Client9, Client10");
        assertThat(TestReport.names(names)).endsWith("Client9, Client10 and 2 more");
    }

    @Test
    void grading_choosesCountThatFitsMostAnswers() {
        Outcome zeroBased = Outcome.right(QUESTIONS.get(0), List.of(FibonacciCount.ZERO_BASED), "13");
        Outcome oneBased = Outcome.right(QUESTIONS.get(0), List.of(FibonacciCount.ONE_BASED), "8");
        Grading marking = new Grading(List.of(result(0, zeroBased), result(1, oneBased), result(2, zeroBased)));

        assertThat(marking.count).isEqualTo(FibonacciCount.ZERO_BASED);
        assertThat(marking.results)
                .extracting(result -> result.outcomes().get(0).fault())
                .containsExactly("", "the other Fibonacci numbers are zero-based (compute-3.6)", "");
        assertThat(marking.results.get(1).outcomes().get(0).expected()).isEqualTo("13_" + NameUuid.of("Client2"));
    }

    @Test
    void grading_detectsUuidsOfOtherClients() {
        UUID second = NameUuid.of("Client2");
        Outcome foreign = Outcome.wrong(QUESTIONS.get(1), "FACTORIAL 6", "the reply is wrong", "", "720_" + second);
        Outcome right = Outcome.right(QUESTIONS.get(1), List.of(), "720");
        ClientResult twin = new ClientResult("Client3", second, List.of(right), List.of(), "");
        Grading marking = new Grading(List.of(result(0, foreign), result(1, right), twin));

        assertThat(marking.results)
                .extracting(result -> result.outcomes().get(0).fault())
                .containsExactly(
                        "the reply has the UUID of Client2; likely cause: threads share the variable with the UUID (compute-3.5)",
                        "",
                        "Client2 got the same UUID (compute-3.2)");
        assertThat(marking.results.get(2).outcomes().get(0).expected()).isEqualTo("720_" + NameUuid.of("Client3"));
    }

    private static ClientResult client(int client, int bits) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < QUESTIONS.size(); i++) {
            TestRequest question = QUESTIONS.get(i);
            boolean right = (bits & 4 >> i) != 0;
            outcomes.add(
                    right
                            ? Outcome.right(question, List.of(FibonacciCount.ONE_BASED), "")
                            : Outcome.unsent(question, "wrong", ""));
        }
        return result(client, outcomes.toArray(Outcome[]::new));
    }

    private static ClientResult result(int client, Outcome... outcomes) {
        String name = TestPlan.name(client);
        return new ClientResult(name, NameUuid.of(name), List.of(outcomes), List.of(), "");
    }
}
