// SPDX-License-Identifier: Apache-2.0
package io.labnet.core.transport.internal.engine;

import io.labnet.core.transport.ServerOptions;
import io.labnet.core.transport.internal.admission.TokenBucket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts connections, in total and for each remote address, and limits how fast an address connects. Thread-safe. */
final class Admission {
    /**
     * The largest number of addresses whose rate is known. If there are more, the address that connected least recently
     * is forgotten. Whoever has that many addresses is not limited by address anyway.
     */
    private static final int MAX_ADDRESSES = 16_384;

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

    /** Thrown if a connection is not admitted; the message says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String limit) {
            // No stack trace is created, because a flood of connections causes a flood of these exceptions.
            super(limit, null, false, false);
        }
    }

    private final LinkOwner owner;
    private final ServerOptions options;
    private final LongSupplier clock;
    private final HashMap<String, Host> hosts = new HashMap<>();
    private final Map<String, TokenBucket> rates = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };
    private int total;

    /** Creates an admission with a clock, which counts nanoseconds from any origin. */
    Admission(LinkOwner owner, ServerOptions options, LongSupplier clock) {
        this.owner = owner;
        this.options = options;
        this.clock = clock;
    }

    /** Admits and counts one more connection; {@link #release} ends its admission. */
    Host admit(String address) throws Refused {
        checkNotDenied(address);
        synchronized (this) {
            checkTotal();
            checkHost(address);
            total++;
            return enter(address);
        }
    }

    /** Admits one more connection of a balancer, which counts only in total: the limits by address are for clients. */
    Host admitProxy(String address) throws Refused {
        checkNotDenied(address);
        Host proxy = new Host(owner, address);
        proxy.connections = 1;
        synchronized (this) {
            checkTotal();
            total++;
        }
        return proxy;
    }

    /** Counts an admitted connection of a balancer as one of its client, unless the client is refused. */
    Host admitClient(String client) throws Refused {
        checkNotDenied(client);
        synchronized (this) {
            checkHost(client);
            return enter(client);
        }
    }

    synchronized void release(Host host) {
        total--;
        if (--host.connections == 0) {
            // The host of a balancer is not among them, but one of its clients may have the same address.
            hosts.remove(host.address, host);
        }
    }

    private void checkNotDenied(String address) throws Refused {
        if (options.denied().get().contains(address)) {
            throw new Refused("its address is on the deny list");
        }
    }

    private void checkTotal() throws Refused {
        int limit = options.maxConnections();
        if (total >= limit) {
            throw new Refused("the limit of " + limit + " connections is reached");
        }
    }

    private void checkHost(String address) throws Refused {
        Host host = hosts.get(address);
        int limit = options.maxConnectionsPerHost();
        if (host != null && host.connections >= limit) {
            throw new Refused("the limit of " + limit + " connections from one address is reached");
        }
        int rate = options.connectionRate();
        long now = clock.getAsLong();
        if (!rates.computeIfAbsent(address, from -> new TokenBucket(rate, Math.max(rate, limit), now))
                .take(now)) {
            throw new Refused("the limit of " + rate + " new connections per second from one address is reached");
        }
    }

    private Host enter(String address) {
        Host host = hosts.computeIfAbsent(address, from -> new Host(owner, from));
        host.connections++;
        return host;
    }
}
