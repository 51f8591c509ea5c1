// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** Counts connections, in total and for each remote address. Thread-safe. */
final class Admission {
    /** A remote address and the number of its connections to one owner. */
    static final class Host {
        private final LinkOwner owner;
        private final String address;
        private int connections;

        Host(LinkOwner owner, String address) {
            this.owner = owner;
            this.address = address;
        }

        LinkOwner owner() {
            return owner;
        }

        /** Returns the address as text, the same string object for all its connections. */
        String address() {
            return address;
        }
    }

    private final LinkOwner owner;
    private final int limit;
    private final int limitPerHost;
    private final HashMap<String, Host> hosts = new HashMap<>();
    private int total;

    Admission(LinkOwner owner, int limit, int limitPerHost) {
        this.owner = owner;
        this.limit = limit;
        this.limitPerHost = limitPerHost;
    }

    /**
     * Admits and counts one more connection; {@link #release} ends its admission. Returns null if a limit is reached.
     */
    synchronized @Nullable Host admit(String address) {
        if (total >= limit) {
            return null;
        }
        Host host = hosts.computeIfAbsent(address, from -> new Host(owner, from));
        if (host.connections >= limitPerHost) {
            return null;
        }
        host.connections++;
        total++;
        return host;
    }

    synchronized void release(Host host) {
        total--;
        if (--host.connections == 0) {
            hosts.remove(host.address);
        }
    }

    /** Returns why the last connection was not admitted. */
    synchronized String refusal() {
        return total >= limit
                ? "the limit of " + limit + " connections is reached"
                : "the limit of " + limitPerHost + " connections from one address is reached";
    }
}
