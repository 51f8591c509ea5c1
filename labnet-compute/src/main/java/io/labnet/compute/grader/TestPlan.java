// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The questions of the clients in a test. Each client asks the same number of questions, spread evenly over the kinds,
 * in its own random order. Plans with the same seed have the same questions.
 *
 * @param clients the number of clients, at least 1
 * @param requests the number of questions of each client, at least {@link #MIN_REQUESTS}
 * @param max the largest number in Fibonacci and factorial requests, at least 1
 * @param text the text of the word count requests; if empty, they have short random texts
 * @param seed the seed of the random questions
 */
public record TestPlan(int clients, int requests, int max, Optional<TextSource> text, long seed) {
    /** The smallest number of questions of a client: one of each kind. */
    public static final int MIN_REQUESTS = 3;

    /**
     * The largest number of questions of all clients together. It is limited because each outcome is kept in memory for
     * the report.
     */
    public static final int MAX_QUESTIONS = 20_000;

    /** The number of clients in the course document's test. */
    public static final int CLIENTS = 4;

    /** The number of requests of each client in the course document's test. */
    public static final int REQUESTS = 6;

    /** The largest number in a request of the course document's test. */
    public static final int MAX = 20;

    private static final int MAX_WORDS = 30;
    private static final int MAX_LETTERS = 9;

    static TestPlan documented(long seed) {
        return new TestPlan(CLIENTS, REQUESTS, MAX, Optional.empty(), seed);
    }

    /**
     * Returns the number of questions of all clients together.
     *
     * @return clients times requests
     */
    public long size() {
        return (long) clients * requests;
    }

    static String name(int client) {
        return "Client" + (client + 1);
    }

    List<TestRequest> questions(int client) {
        Random random = new Random(seed + client);
        // Programs often fail for 0! or 1!, so half of the clients ask for 0! and the other half for 1!.
        int edge = client % 2;
        List<TestRequest> questions = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            switch (i % MIN_REQUESTS) {
                case 0 -> questions.add(TestRequest.fibonacci(1 + random.nextInt(max)));
                case 1 -> questions.add(TestRequest.factorial(i == 1 ? edge : random.nextInt(max) + 1));
                default -> questions.add(TestRequest.words(text.orElseGet(() -> TextSource.of(words(random)))));
            }
        }
        Collections.shuffle(questions, random);
        return questions;
    }

    private static String words(Random random) {
        List<String> words = new ArrayList<>();
        for (int left = 1 + random.nextInt(MAX_WORDS); left > 0; left--) {
            StringBuilder word = new StringBuilder();
            for (int letters = 1 + random.nextInt(MAX_LETTERS); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt('z' - 'a' + 1)));
            }
            words.add(word.toString());
        }
        return String.join(" ", words);
    }
}
