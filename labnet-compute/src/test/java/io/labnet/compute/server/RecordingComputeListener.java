// SPDX-License-Identifier: Apache-2.0
package io.labnet.compute.server;

import io.labnet.compute.ComputeRequest.ClientName;
import io.labnet.compute.RequestWord;
import io.labnet.core.session.Peer;
import java.util.List;

/** Records all events. */
record RecordingComputeListener(List<String> told) implements ComputeListener {
    @Override
    public void connected(Peer peer) {
        told.add("connected " + peer);
    }

    @Override
    public void named(Peer peer, ClientName name) {
        told.add("named " + name.text());
    }

    @Override
    public void requested(Peer peer, RequestWord word) {
        told.add("requested " + word);
    }

    @Override
    public void numberAsked(Peer peer, RequestWord word, int n) {
        told.add((word == RequestWord.FACTORIAL ? "fact " : "fib ") + n);
    }

    @Override
    public void wordsCounted(Peer peer, String beginning, long words) {
        told.add("words " + words + " " + beginning);
    }

    @Override
    public void refused(Peer peer, String reason) {
        told.add("refused " + reason);
    }

    @Override
    public void disconnected(Peer peer) {
        told.add("disconnected " + peer);
    }
}
