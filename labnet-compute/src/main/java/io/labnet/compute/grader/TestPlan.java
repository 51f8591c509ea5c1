// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.grader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What the clients of a test ask: each the same number of questions, in an order of its own, as many of one kind as of
 * another. The same seed gives the same questions.
 *
 * @param clients how many clients there are, at least 1
 * @param requests how many questions each asks, at least {@link #LEAST_REQUESTS}
 * @param max of which number at most a Fibonacci number or factorial is asked, at least 1
 * @param text the text whose words are to be counted; when there is none, short ones are made up
 * @param seed what the questions are drawn with
 */
public record TestPlan(int clients, int requests, int max, Optional<TextSource> text, long seed) {
    /** One of each kind. */
    public static final int LEAST_REQUESTS = 3;

    /** How many questions all clients together may ask: what came of each is kept for the report. */
    public static final int MOST_QUESTIONS = 20_000;

    /** How many clients there are in the test of the course document. */
    public static final int CLIENTS = 4;

    /** How many requests each of them sends. */
    public static final int REQUESTS = 6;

    /** The largest number that they ask about. */
    public static final int MAX = 20;

    private static final int MOST_WORDS = 30;
    private static final int MOST_LETTERS = 9;

    static TestPlan documented(long seed) {
        return new TestPlan(CLIENTS, REQUESTS, MAX, Optional.empty(), seed);
    }

    /**
     * Tells how many questions all clients together ask.
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
        // The first values are where programs go wrong: each is sure to be asked by half of the clients.
        int edge = client % 2;
        List<TestRequest> questions = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            switch (i % LEAST_REQUESTS) {
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
        for (int left = 1 + random.nextInt(MOST_WORDS); left > 0; left--) {
            StringBuilder word = new StringBuilder();
            for (int letters = 1 + random.nextInt(MOST_LETTERS); letters > 0; letters--) {
                word.append((char) ('a' + random.nextInt('z' - 'a' + 1)));
            }
            words.add(word.toString());
        }
        return String.join(" ", words);
    }
}
