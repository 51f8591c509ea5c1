// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.crds;

import io.labnet.core.session.Peer;
import io.labnet.crds.server.CrdsListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections to a directory. */
final class ConnectionCounts implements CrdsListener {
    final AtomicInteger began = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();

    @Override
    public void connected(Peer peer) {
        began.incrementAndGet();
    }

    @Override
    public void disconnected(Peer peer) {
        ended.incrementAndGet();
    }
}
