// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Compares the heap with a list that is searched. */
class DeadlinesPropertyTest {
    private static final int ENTRIES = 40;

    private enum Kind {
        ADD,
        MOVE,
        REMOVE,
        RUN
    }

    /** An operation, with its entry and time. */
    record Step(Kind kind, int entry, long time) {}

    private Deadlines deadlines = new Deadlines();

    @Property
    void heap_behavesLikeSortedList(@ForAll("steps") List<Step> steps) {
        // All tries of a property share this test object.
        deadlines = new Deadlines();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.add(new Entry());
        }
        for (Step step : steps) {
            play(step, entries.get(step.entry), entries);
            assertThat(deadlines.next()).isEqualTo(earliest(entries));
            assertThat(deadlines.entries())
                    .containsExactlyInAnyOrderElementsOf(
                            entries.stream().filter(entry -> entry.waits).toList());
        }
    }

    private void play(Step step, Entry entry, List<Entry> entries) {
        switch (step.kind) {
            case ADD -> {
                if (!entry.waits) {
                    deadlines.add(entry, step.time);
                    entry.set(step.time);
                }
            }
            case MOVE -> {
                // Moving an entry that is not in the heap does nothing.
                deadlines.move(entry, step.time);
                if (entry.waits) {
                    entry.set(step.time);
                }
            }
            case REMOVE -> {
                deadlines.remove(entry);
                entry.waits = false;
            }
            case RUN -> run(step.time, entries);
        }
    }

    /** Calls each due entry once, in order; it is then removed or moved to a later time. */
    private void run(long now, List<Entry> entries) {
        List<Long> called = new ArrayList<>();
        List<Long> expected = entries.stream()
                .filter(entry -> entry.waits && entry.time <= now)
                .map(entry -> entry.time)
                .sorted()
                .toList();
        for (Entry entry : entries) {
            entry.onDue = due -> {
                assertThat(due).isEqualTo(now);
                called.add(entry.time);
                if (entry.time % 2 == 0) {
                    deadlines.remove(entry);
                    entry.waits = false;
                } else {
                    deadlines.move(entry, now + 10);
                    entry.set(now + 10);
                }
            };
        }
        deadlines.run(now);
        assertThat(called).isEqualTo(expected);
    }

    @Example
    void entryNotMovedWhenDue_throws() {
        Entry idle = new Entry();
        idle.onDue = now -> {};
        deadlines.add(idle, 5);
        deadlines.run(4);
        assertThatThrownBy(() -> deadlines.run(5)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void entryWithoutDeadline_isNotCalled() {
        Entry patient = new Entry();
        deadlines.add(patient, Deadlines.NEVER);
        deadlines.run(Deadlines.NEVER - 1);
        assertThat(deadlines.next()).isEqualTo(Deadlines.NEVER);
        assertThat(deadlines.isEmpty()).isFalse();
    }

    @Example
    void entryRemovesOthersWhenDue_onlyItIsCalled() {
        Entry first = new Entry();
        Entry second = new Entry();
        first.onDue = now -> {
            deadlines.remove(second);
            deadlines.remove(first);
        };
        deadlines.add(first, 1);
        deadlines.add(second, 2);
        deadlines.run(3);
        assertThat(deadlines.isEmpty()).isTrue();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> times = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.longs().between(0, 50)), Tuple.of(1, Arbitraries.just(Deadlines.NEVER)));
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, Kind.ADD),
                                Tuple.of(4, Kind.MOVE),
                                Tuple.of(2, Kind.REMOVE),
                                Tuple.of(1, Kind.RUN)),
                        Arbitraries.integers().between(0, ENTRIES - 1),
                        times)
                .as((kind, entry, time) -> new Step(kind, entry, kind == Kind.RUN ? time % 60 : time))
                .list()
                .ofMaxSize(200);
    }

    private static long earliest(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.waits)
                .mapToLong(entry -> entry.time)
                .min()
                .orElse(Deadlines.NEVER);
    }

    private static final class Entry extends Deadlines.Timed {
        private boolean waits;
        private long time;
        private LongConsumer onDue = now -> {
            throw new AssertionError("called at " + now);
        };

        void set(long newTime) {
            waits = true;
            time = newTime;
        }

        @Override
        protected void due(long now) {
            onDue.accept(now);
        }
    }
}
