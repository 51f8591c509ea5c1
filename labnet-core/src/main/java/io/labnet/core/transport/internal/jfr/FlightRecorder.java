// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;

/** The door to the events: does nothing if the JDK has no module jdk.jfr, as a runtime image may lack it. */
public final class FlightRecorder {
    private static final boolean PRESENT = isPresent();

    private FlightRecorder() {}

    /** Returns a new listener that records events of one server. */
    public static ServerListener listener() {
        return PRESENT ? new RecordingListener() : ServerListener.SILENT;
    }

    /** Runs slow work, and records how long it waited and ran. */
    public static void run(Runnable work, Peer peer, long queuedNanos) {
        if (PRESENT) {
            SlowWorkEvent.run(work, peer, queuedNanos);
        } else {
            work.run();
        }
    }

    private static boolean isPresent() {
        try {
            Class.forName("jdk.jfr.Event", false, FlightRecorder.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
