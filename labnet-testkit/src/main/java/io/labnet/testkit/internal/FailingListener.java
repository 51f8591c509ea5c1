// SPDX-License-Identifier: Apache-2.0
package io.labnet.testkit.internal;

import io.labnet.core.session.Peer;
import io.labnet.core.transport.ServerListener;
import org.jspecify.annotations.Nullable;

/** A listener that always throws. */
public final class FailingListener implements ServerListener {
    @Override
    public void accepted(Peer peer) {
        throw new IllegalStateException("accepted " + peer);
    }

    @Override
    public void served(Peer peer, long messages) {
        throw new IllegalStateException("served " + messages);
    }

    @Override
    public void closed(Peer peer, @Nullable Throwable cause) {
        throw new IllegalStateException("closed", cause);
    }
}
