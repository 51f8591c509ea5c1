// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.codec.Boundary;
import io.labnet.testkit.internal.Input.Part;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A search for a smaller input that still fails: first with fewer splits, then with fewer bytes. The search tries to
 * remove half of the splits or bytes, then a quarter, and so on (delta debugging); when few are left, it tries to
 * remove every range of them. The search stops after {@link #MAX_TRIES} tries or {@link #MAX_TIME}.
 */
final class Shrinker {
    private static final int MAX_TRIES = 2000;
    private static final int FEW = 24;
    private static final Duration MAX_TIME = Duration.ofSeconds(2);

    private final Predicate<List<Part>> fails;
    private final Boundary last;
    private final long began = System.nanoTime();

    /** The bytes, and between them the boundaries at which the input is split. */
    private List<Object> tokens;

    private int tries;

    private Shrinker(List<Part> failing, Predicate<List<Part>> fails) {
        this.fails = fails;
        this.last = failing.get(failing.size() - 1).boundary();
        this.tokens = tokens(failing);
    }

    static List<Part> shrink(List<Part> failing, Predicate<List<Part>> fails) {
        Shrinker shrinker = new Shrinker(failing, fails);
        boolean smaller = true;
        while (smaller) {
            boolean fewerSplits = shrinker.remove(token -> token instanceof Boundary);
            smaller = shrinker.remove(token -> token instanceof Byte) || fewerSplits;
        }
        return shrinker.parts(shrinker.tokens);
    }

    private boolean remove(Predicate<Object> kind) {
        int before = tokens.size();
        for (int size = count(kind); size > 0; size = areFew(kind) ? size - 1 : size / 2) {
            for (int from = 0; from < count(kind); ) {
                List<Object> fewer = without(kind, from, from + size);
                if (tries >= MAX_TRIES || System.nanoTime() - began > MAX_TIME.toNanos()) {
                    return false;
                }
                tries++;
                if (fails.test(parts(fewer))) {
                    tokens = fewer;
                } else {
                    from += areFew(kind) ? 1 : size;
                }
            }
        }
        return tokens.size() < before;
    }

    /** Returns whether a kind has few enough tokens to try every range of them. */
    private boolean areFew(Predicate<Object> kind) {
        return count(kind) <= FEW;
    }

    private int count(Predicate<Object> kind) {
        return (int) tokens.stream().filter(kind).count();
    }

    /**
     * Returns the tokens without some of one kind. The tokens of that kind are numbered from 0; those from {@code from}
     * to before {@code to} are left out.
     */
    private List<Object> without(Predicate<Object> kind, int from, int to) {
        List<Object> rest = new ArrayList<>();
        int number = 0;
        for (Object token : tokens) {
            if (!kind.test(token) || number < from || number >= to) {
                rest.add(token);
            }
            number += kind.test(token) ? 1 : 0;
        }
        return rest;
    }

    private static List<Object> tokens(List<Part> parts) {
        List<Object> tokens = new ArrayList<>();
        for (Part part : parts) {
            ByteBuffer bytes = part.bytes().duplicate();
            while (bytes.hasRemaining()) {
                tokens.add(bytes.get());
            }
            tokens.add(part.boundary());
        }
        tokens.remove(tokens.size() - 1);
        return tokens;
    }

    private List<Part> parts(List<Object> tokens) {
        List<Part> parts = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object token : tokens) {
            if (token instanceof Boundary boundary) {
                parts.add(Part.of(bytes.toByteArray(), boundary));
                bytes.reset();
            } else {
                bytes.write((Byte) token);
            }
        }
        parts.add(Part.of(bytes.toByteArray(), last));
        return parts;
    }
}
