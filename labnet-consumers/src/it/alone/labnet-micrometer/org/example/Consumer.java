// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.core.session.Peer;
import io.labnet.micrometer.ServerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

final class Consumer {
    public static void main(String[] args) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ServerMetrics.bindTo(registry, "consumer").accepted(new Peer("192.0.2.1", 7, 1));
        System.out.println(registry.get("labnet.connections.active").gauge().value());
    }
}
