// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.jfr;

import io.labnet.core.session.Peer;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** Slow work of a session, on a worker thread. */
@Name("io.labnet.SlowWork")
@Label("Slow Work")
@Description("Slow work of a session, while it runs on a worker thread")
final class SlowWorkEvent extends PeerEvent {
    @Label("Queued")
    @Description("How long the work waited for a worker thread")
    @Timespan
    long queued;

    static void run(Runnable work, Peer peer, long queuedNanos) {
        SlowWorkEvent event = new SlowWorkEvent();
        event.begin();
        try {
            work.run();
        } finally {
            event.end();
            if (event.shouldCommit()) {
                event.about(peer);
                event.queued = queuedNanos;
                event.commit();
            }
        }
    }
}
