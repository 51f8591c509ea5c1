// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.labnet.core.codec.Boundary;
import io.labnet.core.codec.ProtocolException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An engine that makes the possible calls in random order, until none is left. */
final class RandomEngine {
    private static final int MAX_STEPS = 10_000;

    private final Random random;
    private final ManualConversation driven;
    private final StringBuilder input = new StringBuilder();
    private final StringBuilder written = new StringBuilder();
    private final Set<Integer> flushOffsets = new HashSet<>();
    private Boundary ending = Boundary.MORE;
    private @Nullable Runnable work;

    RandomEngine(List<Script> scripts, Random random) {
        this.random = random;
        RecordingSession session = new RecordingSession();
        session.onReceived = (line, out) -> scripts.get(Integer.parseInt(line)).play(out);
        driven = new ManualConversation(ToyProtocols::line, 10, session);
        driven.conversation.open(1 + random.nextInt(60));
        for (int i = 0; i < scripts.size(); i++) {
            input.append(i).append('\n');
        }
    }

    void run(boolean ended) {
        ending = ended ? Boundary.END : Boundary.MORE;
        int steps = 0;
        while (step()) {
            assertThat(++steps).as("steps without an end").isLessThan(MAX_STEPS);
        }
    }

    void runIntoRefusal() {
        input.append("1!");
        run(false);
    }

    String written() {
        return written.toString();
    }

    /** Returns the offsets in the output at which a flush delay elapsed. */
    Set<Integer> flushOffsets() {
        return flushOffsets;
    }

    Closing closing() {
        return driven.conversation.closing();
    }

    @Nullable
    ProtocolException rejection() {
        return driven.conversation.rejection();
    }

    /** Makes one randomly chosen possible call. Returns false if there is none. */
    private boolean step() {
        Conversation<String, String> conversation = driven.conversation;
        if (work == null) {
            work = conversation.takeWork();
        }
        boolean canReceive = conversation.wantsInput() && (input.length() > 0 || ending != Boundary.MORE);
        boolean canWrite = conversation.unsent().hasRemaining();
        boolean canElapse = !canWrite && conversation.flushPending();
        if (!canReceive && !canWrite && !canElapse && work == null) {
            return false;
        }
        switch (random.nextInt(4)) {
            case 0 -> doIf(canReceive, this::receive);
            case 1 -> doIf(canWrite, this::write);
            case 2 -> doIf(canElapse, this::elapseDelay);
            default -> doIf(work != null, this::finishWork);
        }
        return true;
    }

    private static void doIf(boolean possible, Runnable action) {
        if (possible) {
            action.run();
        }
    }

    private void receive() {
        int size = Math.min(input.length(), random.nextInt(6));
        boolean last = size == input.length() && random.nextBoolean();
        driven.receive(input.substring(0, size), last ? ending : Boundary.MORE);
        input.delete(0, size);
        if (last) {
            ending = Boundary.MORE;
        }
    }

    private void write() {
        String unsent = driven.unsent();
        int size = random.nextInt(unsent.length() + 1);
        driven.conversation.sent(size);
        written.append(unsent, 0, size);
    }

    private void elapseDelay() {
        flushOffsets.add(written.length());
        driven.conversation.delayElapsed();
    }

    private void finishWork() {
        Runnable taken = work;
        work = null;
        if (random.nextInt(5) == 0) {
            driven.conversation.workRefused(new RejectedExecutionException("all workers are busy"));
        } else {
            taken.run();
            driven.conversation.workDone();
        }
    }
}
